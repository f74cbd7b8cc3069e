/// Four numbers that are added up along a tree. Each sequence that is kept in a ``CountTree`` says what its lanes mean.
///
/// Lanes stay below 2³¹: a pad has at most ``PadLimits/eventsMax`` scalars, of four bytes at most.
typealias Sums = SIMD4<Int32>

/// What elements of a sequence are counted by.
enum Lane {
    case first, second, third, fourth
}

extension Sums {
    @inline(__always)
    subscript(lane: Lane) -> Int {
        switch lane {
        case .first: Int(self[0])
        case .second: Int(self[1])
        case .third: Int(self[2])
        case .fourth: Int(self[3])
        }
    }
}
