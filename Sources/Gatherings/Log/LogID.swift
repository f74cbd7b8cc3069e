package import Keys

/// A log: what one author wrote from one database. The number is drawn at random when a database is made or an identity
/// restored, so a key on two laptops, or restored from a backup, starts another log and forks nothing.
package struct LogID: Hashable, Comparable, Sendable {
    /// Who.
    package let author: PublicKey
    /// From which of their databases.
    package let number: UInt64

    /// Both fields at once.
    package init(author: PublicKey, number: UInt64) {
        self.author = author
        self.number = number
    }

    /// By author, then by number: the same on every machine.
    package static func < (left: Self, right: Self) -> Bool {
        left.author == right.author ? left.number < right.number : left.author < right.author
    }
}
