/// What a node knows of a log: how long it is, and where it ends.
package struct Log: Hashable, Sendable {
    /// How many entries are held.
    package internal(set) var height: Int
    /// The last of them.
    package internal(set) var head: EntryID
    /// Up to which height a signature was checked here. Everything below follows from the chain; what is above is not
    /// passed on before it is checked.
    package internal(set) var checkedHeight: Int
    /// The lowest height at which the author is known to have signed two entries: nothing from there on counts.
    package internal(set) var stop: Int?

    /// All fields at once.
    package init(height: Int, head: EntryID, checkedHeight: Int, stop: Int? = nil) {
        self.height = height
        self.head = head
        self.checkedHeight = checkedHeight
        self.stop = stop
    }
}
