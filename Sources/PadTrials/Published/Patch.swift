package import Pads

/// A place, how much is deleted there, and what is inserted; then perhaps more.
package struct Patch: Decodable, Sendable {
    /// What an author does, at most two edits.
    package let edits: [Edit]

    /// - Throws: `DecodingError`.
    package init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        let (position, deleted) = (try list.decode(Int.self), try list.decode(Int.self))
        guard 0...PadLimits.eventsMax ~= position, 0...PadLimits.eventsMax ~= deleted else {
            throw DecodingError.dataCorruptedError(in: list, debugDescription: "no position, or no number of scalars")
        }
        let inserted = Array(try list.decode(String.self).unicodeScalars)
        edits =
            (deleted > 0 ? [.delete(at: position, count: deleted)] : [])
            + (inserted.isEmpty ? [] : [.insert(at: position, inserted)])
    }
}
