/// Entries of one log next to each other, each naming the one before it. If the last is genuine, all are: its author
/// signed the name of the one before, and so on down. That is one check of a signature for thousands of entries.
package struct Run: Hashable, Sendable {
    /// At least one, ascending.
    package let entries: [Entry]

    /// The log they are of.
    package var log: LogID { entries[0].header.log }
    /// The heights they have.
    package var heights: Range<Int> {
        entries[0].header.height..<entries[0].header.height + entries.count
    }
    /// The one whose signature is to be checked.
    package var last: Entry { entries[entries.count - 1] }

    /// Entries as they came. Costs a hash each, which naming them took already.
    ///
    /// - Throws: ``EntryError/brokenChain``, ``EntryError/wrongGathering``, ``EntryError/tooLarge``.
    package init(_ entries: [Entry], of gathering: EntryID) throws(EntryError) {
        guard entries.count <= GatheringLimits.runMax else { throw .tooLarge }
        guard let first = entries.first else { throw .brokenChain }
        for entry in entries where entry.header.gathering ?? entry.id != gathering { throw .wrongGathering }
        for (before, entry) in zip(entries, entries.dropFirst()) {
            guard entry.header.log == first.header.log, entry.header.height == before.header.height + 1,
                entry.header.previous == before.id
            else { throw .brokenChain }
        }
        self.entries = entries
    }

    private init(unchecked entries: [Entry]) { self.entries = entries }

    /// Those from a height on, nil if there are none.
    func dropping(below height: Int) -> Run? {
        let rest = entries.drop { $0.header.height < height }
        return rest.isEmpty ? nil : Run(unchecked: Array(rest))
    }

    /// Those below a height, nil if there are none.
    func prefix(below height: Int) -> Run? {
        let rest = entries.prefix { $0.header.height < height }
        return rest.isEmpty ? nil : Run(unchecked: Array(rest))
    }
}
