package import Keys
internal import Pads

/// What is read.
extension SharedPad {
    /// Scalars next to each other that one attendee wrote.
    package struct Span: Hashable, Sendable {
        /// Who.
        package let author: PublicKey
        /// How many; all together are as many as the text has.
        package internal(set) var count: Int

        /// Both fields at once.
        package init(author: PublicKey, count: Int) {
            self.author = author
            self.count = count
        }
    }

    /// An edit, for a list of them.
    package struct EditSummary: Hashable, Sendable {
        /// The entry.
        package let id: EntryID
        /// Who made it.
        package let author: PublicKey
        /// When, in milliseconds since 1970, by the author's clock.
        package let createdMS: UInt64
        /// How many scalars it inserted.
        package let inserted: Int
        /// How many it deleted.
        package let deleted: Int
        /// The beginning of what it inserted, in one line of at most ``ContentLimits/excerptScalarsMax`` scalars.
        package let excerpt: String
        /// Whether its author took it back.
        package let isRetracted: Bool
    }

    /// The whole text.
    package var text: String {
        mutating get { merged().text.string }
    }

    /// The text as whoever wrote these heads saw it.
    ///
    /// - Throws: ``ContentError/notInPad``.
    package mutating func text(at heads: [EntryID]) throws(ContentError) -> String {
        let version = try version(of: heads)
        return merged().text(at: version).string
    }

    /// The text without what some inserted, as somebody sees it who blocked them.
    package mutating func text(hiding authors: Set<PublicKey>) -> String {
        if authors.isEmpty { return text }
        let scalars = merged().text.scalars
        var shown = String.UnicodeScalarView()
        var position = 0
        for (entry, count) in writersNow() {
            if !isHidden(entry, authors) { shown.append(contentsOf: scalars[position..<position + count]) }
            position += count
        }
        return String(shown)
    }

    /// Who wrote the text, from its beginning to its end, without what some inserted.
    package mutating func spans(hiding authors: Set<PublicKey> = []) -> [Span] {
        var spans: [Span] = []
        for (entry, count) in writersNow() where !isHidden(entry, authors) {
            guard let author = held[entry]?.log.author else { continue }
            if spans.last?.author == author {
                spans[spans.count - 1].count += count
            } else {
                spans.append(Span(author: author, count: count))
            }
        }
        return spans
    }

    func isHidden(_ entry: EntryID, _ authors: Set<PublicKey>) -> Bool {
        held[entry].map { authors.contains($0.log.author) } ?? false
    }

    /// All that did something, in the order of the document.
    package var edits: [EditSummary] {
        mutating get {
            _ = merged()
            let places = inOrder.filter { counts($0) }.compactMap { place(of: $0) }.sorted()
            return places.compactMap { place in held[place.id].flatMap { Self.summary(place.id, $0) } }
        }
    }

    private static func summary(_ id: EntryID, _ entry: Held) -> EditSummary? {
        guard let edit = entry.edit else { return nil }
        var (inserted, deleted) = (0, 0)
        var excerpt = String.UnicodeScalarView()
        for one in edit.edits {
            switch one {
            case .insert(_, let scalars):
                inserted += scalars.count
                for scalar in scalars.prefix(ContentLimits.excerptScalarsMax - excerpt.count) {
                    excerpt.append(scalar.properties.generalCategory == .control ? " " : scalar)
                }
            case .delete(_, let count): deleted += count
            }
        }
        return EditSummary(
            id: id, author: entry.log.author, createdMS: entry.createdMS, inserted: inserted, deleted: deleted,
            excerpt: entry.isRetracted ? "" : String(excerpt), isRetracted: entry.isRetracted)
    }
}
