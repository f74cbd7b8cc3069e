/// An IPv4 or IPv6 address as its bytes in network order.
package enum IPAddress: Hashable, Sendable {
    /// The four bytes of an IPv4 address, most significant first, as one number.
    case v4(UInt32)
    /// The sixteen bytes of an IPv6 address, most significant first, as two numbers.
    case v6(high: UInt64, low: UInt64)

    /// Reads 4 or 16 bytes in network order; nil for any other count. An IPv4-mapped IPv6 address becomes IPv4.
    package init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4:
            self = .v4(bytes.reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        case 16:
            let high = bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            let low = bytes.dropFirst(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            self = high == 0 && low >> 32 == 0xFFFF ? .v4(UInt32(truncatingIfNeeded: low)) : .v6(high: high, low: low)
        default:
            return nil
        }
    }

    /// 4 or 16 bytes in network order.
    package var bytes: [UInt8] {
        switch self {
        case .v4(let value): (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
        case .v6(let high, let low):
            (0..<8).map { UInt8(truncatingIfNeeded: high >> (56 - 8 * $0)) }
                + (0..<8).map { UInt8(truncatingIfNeeded: low >> (56 - 8 * $0)) }
        }
    }

    /// What one machine holds: an IPv4 address, or the /64 of an IPv6 address, within which it can make up as many as
    /// it likes. A link-local one stands for itself, because a whole room shares that /64.
    package var origin: IPAddress {
        switch self {
        case .v4: self
        case .v6 where isLinkLocalV6: self
        case .v6(let high, _): .v6(high: high, low: 0)
        }
    }

    /// 127.0.0.0/8 or ::1.
    package var isLoopback: Bool {
        switch self {
        case .v4(let value): value >> 24 == 127
        case .v6(let high, let low): high == 0 && low == 1
        }
    }

    /// 0.0.0.0/8 ("this network", RFC 1122) or ::.
    package var isUnspecified: Bool {
        switch self {
        case .v4(let value): value >> 24 == 0
        case .v6(let high, let low): high == 0 && low == 0
        }
    }

    /// 224.0.0.0/4 and all above it (multicast, reserved, broadcast), or ff00::/8.
    package var isMulticast: Bool {
        switch self {
        case .v4(let value): value >> 28 >= 0xE
        case .v6(let high, _): high >> 56 == 0xFF
        }
    }

    /// fe80::/10, which needs a scope.
    package var isLinkLocalV6: Bool {
        switch self {
        case .v4: false
        case .v6(let high, _): high >> 54 == 0x3FA
        }
    }
}

extension IPAddress: Comparable {
    /// IPv4 before IPv6, then by value.
    package static func < (left: IPAddress, right: IPAddress) -> Bool {
        switch (left, right) {
        case (.v4(let a), .v4(let b)): a < b
        case (.v4, .v6): true
        case (.v6, .v4): false
        case (.v6(let a, let b), .v6(let c, let d)): (a, b) < (c, d)
        }
    }
}

extension IPAddress: CustomStringConvertible {
    /// Dotted quad, or the canonical form of RFC 5952.
    package var description: String {
        switch self {
        case .v4:
            return bytes.map { String($0) }.joined(separator: ".")
        case .v6(let high, let low):
            let groups = [high, low].flatMap { half in
                (0..<4).map { UInt16(truncatingIfNeeded: half >> (48 - 16 * $0)) }
            }
            guard let zeros = longestZeroRun(in: groups) else {
                return groups.map { String($0, radix: 16) }.joined(separator: ":")
            }
            let head = groups[..<zeros.lowerBound].map { String($0, radix: 16) }.joined(separator: ":")
            let tail = groups[zeros.upperBound...].map { String($0, radix: 16) }.joined(separator: ":")
            return head + "::" + tail
        }
    }

    /// The first longest run of at least two zero groups (RFC 5952, 4.2).
    private func longestZeroRun(in groups: [UInt16]) -> Range<Int>? {
        var best: Range<Int>?
        var start: Int?
        for index in 0...groups.count {
            if index < groups.count && groups[index] == 0 {
                start = start ?? index
            } else if let begun = start {
                if index - begun >= 2 && index - begun > (best?.count ?? 0) { best = begun..<index }
                start = nil
            }
        }
        return best
    }
}
