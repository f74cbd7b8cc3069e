/// How large a pad may be.
package enum PadLimits {
    /// The name of an author, in bytes: a public key and a log number fit twice.
    package static let authorBytesMax = 64
    /// Events of one graph. A hundred people who type five scalars a second for 37 hours make as many; all counts of a
    /// pad's scalars, also in bytes of UTF-8, then stay below 2³¹.
    package static let eventsMax = 1 << 26
    /// Parents of one event: as many as could write at once at the largest gathering.
    package static let parentsMax = 1 << 16
    /// Bytes of an encoded pad or batch: whatever has ``eventsMax`` events, each with a scalar of four bytes, with
    /// columns beside them.
    package static let encodedBytesMax = 1 << 29
}
