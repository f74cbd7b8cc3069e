package import Keys
package import Wire

/// The latest beat of somebody as it is kept over restarts.
package struct KeptBeat: Hashable, Sendable {
    /// Who.
    package let author: PublicKey
    /// The beat, without its profile and checked; its age is what has passed since it was heard.
    package let presence: SignedPresence
    /// For how long their beats came to us, in milliseconds.
    package let spanMS: Int64
    /// From where they came.
    package let bringer: IPAddress?

    /// All fields at once.
    package init(author: PublicKey, presence: SignedPresence, spanMS: Int64, bringer: IPAddress?) {
        self.author = author
        self.presence = presence
        self.spanMS = spanMS
        self.bringer = bringer
    }
}
