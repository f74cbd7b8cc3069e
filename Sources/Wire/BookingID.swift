/// Names one booking of a slot at a desk: 16 random bytes that whoever books drew.
package struct BookingID: Hashable, Comparable, Sendable {
    /// The 16 bytes as they travel.
    package let bytes: [UInt8]

    /// Nil unless there are 16 bytes.
    package init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount else { return nil }
        self.bytes = bytes
    }

    /// Byte order.
    package static func < (left: Self, right: Self) -> Bool { left.bytes.lexicographicallyPrecedes(right.bytes) }

    /// How many bytes name a booking.
    package static let byteCount = 16
}
