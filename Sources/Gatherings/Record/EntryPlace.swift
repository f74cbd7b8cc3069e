/// Where an entry stands, and which it is: enough to tell whether somebody took it back.
package struct EntryPlace: Hashable, Comparable, Sendable {
    /// The log that it is in.
    package let log: LogID
    /// Where in that log.
    package let height: Int
    /// Its name.
    package let name: EntryID
    /// The document that it is of, which is itself where it begins one.
    package let document: EntryID

    /// All fields at once.
    package init(log: LogID, height: Int, name: EntryID, document: EntryID) {
        self.log = log
        self.height = height
        self.name = name
        self.document = document
    }

    /// That of an entry.
    package init(of entry: Entry) {
        self.init(
            log: entry.header.log, height: entry.header.height, name: entry.id,
            document: entry.header.document ?? entry.id)
    }

    /// That of what an entry takes back, nil if it takes nothing back. Whether there is such an entry is not asked. A
    /// retraction itself is never taken back: whoever has lost its content could not tell what it takes back.
    package init?(takenBackBy entry: Entry) {
        guard entry.header.kind == EntryKind.retraction.rawValue,
            case .retraction(let retraction)? = try? Content(of: entry),
            retraction.log.author == entry.header.log.author
        else { return nil }
        self.init(
            log: retraction.log, height: retraction.height, name: retraction.target,
            document: entry.header.document ?? entry.id)
    }

    /// By log, then by height.
    package static func < (left: Self, right: Self) -> Bool {
        left.log == right.log ? left.height < right.height : left.log < right.log
    }
}
