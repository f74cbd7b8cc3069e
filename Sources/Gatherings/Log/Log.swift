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

    /// How many entries count: those below a fork.
    package var soundHeight: Int { min(height, stop ?? height) }
}
