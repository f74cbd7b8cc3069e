/// An Ed25519 signature, 64 bytes (RFC 8032).
package struct Signature: Hashable, Sendable {
    private let halves: (Bytes32, Bytes32)

    /// The 64 bytes as they travel; any are taken, and judged only when they are verified.
    /// - Throws: `KeyError.badLength` unless there are exactly 64 bytes.
    package init(_ bytes: some Collection<UInt8>) throws(KeyError) {
        let count = bytes.count
        guard count == 64 else { throw .badLength(expected: 64, actual: count) }
        halves = (try Bytes32(bytes.prefix(32)), try Bytes32(bytes.dropFirst(32)))
    }

    /// The 64 bytes as they travel.
    package var bytes: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(64)
        halves.0.append(to: &result)
        halves.1.append(to: &result)
        return result
    }

    /// Equal bytes.
    package static func == (left: Self, right: Self) -> Bool { left.halves == right.halves }

    /// Mixes all 64 bytes.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(halves.0)
        hasher.combine(halves.1)
    }

    /// Lends the 64 bytes to a C call that reads them; the pointer must not outlive it.
    func withPointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
        // The array is 64 bytes long, so it has an address.
        unsafe bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { preconditionFailure("a signature has 64 bytes") }
            return unsafe body(base)
        }
    }
}
