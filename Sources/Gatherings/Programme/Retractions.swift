internal import Keys

/// What was taken back in a document. A retraction counts from the moment it is here, also before what it builds on,
/// for whatever entry of the same author it names, wherever that stands: so those who dropped the content see what
/// those see who still hold it.
struct Retractions: Sendable {
    private var byTarget: [EntryID: [(retraction: Content.Retraction, author: PublicKey)]] = [:]

    /// Takes one that came.
    mutating func take(_ retraction: Content.Retraction, by author: PublicKey) {
        byTarget[retraction.target, default: []].append((retraction, author))
    }

    /// Whether an entry was taken back.
    func contain(_ id: EntryID, _ log: LogID, _ height: Int, kind: UInt32) -> Bool {
        byTarget[id]?.contains { $0.retraction.fits(log, height, kind: kind, by: $0.author) } ?? false
    }
}
