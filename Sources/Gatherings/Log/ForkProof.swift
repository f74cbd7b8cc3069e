/// Two different entries that an author signed for one height of one log. It convinces everybody, is kept and passed
/// on; whoever has it stops that log at that height, whichever of the two came first.
package struct ForkProof: Hashable, Sendable {
    /// The one with the smaller id, without content.
    package let first: Entry
    /// The other.
    package let second: Entry

    /// The log that is stopped.
    package var log: LogID { first.header.log }
    /// Where.
    package var height: Int { first.header.height }

    /// Two entries in either order.
    ///
    /// - Throws: ``EntryError/outOfBounds`` if they prove nothing, ``EntryError/badSignature``.
    package init(_ one: Entry, _ other: Entry) throws(EntryError) {
        guard one.header.log == other.header.log, one.header.height == other.header.height,
            one.header.gathering == other.header.gathering, one.id != other.id
        else { throw .outOfBounds }
        guard one.isGenuine, other.isGenuine else { throw .badSignature }
        (first, second) = one.id < other.id ? (one.retracted, other.retracted) : (other.retracted, one.retracted)
    }
}
