/// How large a card may be. All of it must fit one frame of a link, sealed.
package enum CardLimits {
    /// A sealed card, in bytes: what fits in a frame (Wire's bound for a card is the same).
    package static let jwsBytesMax = 61_440
    /// The JSContact document inside, in bytes: base64 makes four of three, and header and signature take the rest.
    package static let documentBytesMax = 45_000
    /// The protected header of a JWS, in bytes: algorithm, type, key and two times take a quarter of this.
    package static let headerBytesMax = 1_024
    /// Objects and arrays inside each other: RFC 9553's own take four; more is no card.
    package static let depthMax = 12
    /// Cards of one attendee: one for each side of a life.
    package static let facesMax = 8
    /// The name of a face, in bytes of UTF-8.
    package static let faceBytesMax = 32
    /// One short text on a card (a name, a title, an address of any kind), in bytes of UTF-8.
    package static let textBytesMax = 254
    /// A postal address or a note, in bytes of UTF-8.
    package static let noteBytesMax = 1_000
    /// Entries of one kind: more telephone numbers than this nobody has.
    package static let entriesMax = 8
    /// A photo, in bytes as a file: a face of 200 by 200 points takes 10 KB.
    package static let photoBytesMax = 24 * 1_024
}
