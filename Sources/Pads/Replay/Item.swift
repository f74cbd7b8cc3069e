/// Scalars in the walker's sequence, all of one insertion run or of the text before it, next to each other ("records"
/// in the paper, section 3.3).
///
/// Each scalar of an item but the first has the one before it as its left origin and no right parent, so a run says
/// its origins once.
struct Item {
    /// The event of the first; from ``textBase`` on it is a scalar that the text had where the walk began.
    var id: Int
    var count: Int
    /// The scalar to the left of which it was inserted, -1 for the beginning.
    var leftOrigin: Int
    /// The scalar to the right in the sense of FugueMax, -1 if it has another left origin.
    var rightParent: Int
    /// In the version that is prepared: 0 not inserted, 1 there, n + 1 deleted n times.
    var prepared: Int
    /// Whether any event of the walk so far deleted it.
    var isDeleted: Bool

    static let textBase = 1 << 40

    var preparedCount: Int { prepared == 1 ? count : 0 }
    var effectCount: Int { isDeleted ? 0 : count }

    /// Cuts off everything from an offset on.
    mutating func split(at offset: Int) -> Item {
        var right = self
        right.id += offset
        right.count -= offset
        right.leftOrigin = id + offset - 1
        right.rightParent = -1
        count = offset
        return right
    }

    func holds(_ scalar: Int) -> Bool { id <= scalar && scalar < id + count }
}
