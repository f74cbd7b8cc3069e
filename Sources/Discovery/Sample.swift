/// A sixteenth of a room, told apart by a subtype (RFC 6763, 7.1), so that a large room can be looked at in part: what
/// a question costs everybody grows with the square of those who could answer it.
package struct Sample: Hashable, Sendable {
    /// So many parts make the room.
    package static let count = 16
    /// 0 to 15.
    package let number: Int

    /// This part, modulo 16.
    package init(number: Int) { self.number = number % Self.count }

    /// The sample to which an instance belongs: the sum of its name's bytes, modulo 16, with ASCII letters in lower
    /// case, because DNS makes no difference between the cases.
    package init(of instance: String) {
        number = instance.utf8.reduce(0) { sum, byte in
            (sum + Int((UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte)) % Self.count
        }
    }

    /// The one after it; after the last the first.
    package var next: Sample { Sample(number: number + 1) }

    /// What its members register beside the service type, and what is browsed for it: `_sample0` to `_samplef`.
    package var subtype: String { "_sample" + String(number, radix: 16) }
}
