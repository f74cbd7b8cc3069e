/// Which side of a link one is on.
package enum HandshakeRole: UInt8, Sendable {
    /// Dialled, and speaks first. The raw values are the role byte that identity signatures cover.
    case initiator = 0
    /// Was dialled.
    case responder = 1

    /// The other side's.
    package var other: HandshakeRole { self == .initiator ? .responder : .initiator }
}
