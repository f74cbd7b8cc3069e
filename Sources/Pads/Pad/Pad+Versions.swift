/// Older versions of the text.
extension Pad {
    /// The text of a version.
    package func text(at version: Version) -> Text {
        if version == self.version { return text }
        var older = Text()
        forEachChange(from: .empty, length: 0, to: version) { older.apply($0, of: graph) }
        return older
    }

    /// The edits that turn the text of one version into that of both together, in their order: what an editor that
    /// shows the first must do to show what is true with the second.
    ///
    /// - Parameter length: of the first version's text.
    package func edits(from version: Version, length: Int, merging other: Version) -> [Edit] {
        var edits: [Edit] = []
        forEachChange(from: version, length: length, to: other) { edits.append($0.edit(of: graph)) }
        return edits
    }

    func forEachChange(from version: Version, length: Int, to other: Version, _ emit: (Change) -> Void) {
        do {
            try graph.transform(from: version.frontier, length: length, to: other.frontier, emit)
        } catch {
            preconditionFailure("what a pad took has been checked; or this length is not that of the version's text")
        }
    }
}
