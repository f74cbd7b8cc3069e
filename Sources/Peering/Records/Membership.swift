package import Gatherings

/// What lets somebody into a gathering.
package enum Membership: Hashable, Sendable {
    /// Anybody may join, and everybody nearby may see that it is there.
    case open
    /// Whoever was invited; nobody else learns that the gathering is there.
    case invited(Invitation)

    /// What one side of a link shows the other, 16 bytes; nil where nothing needs to be shown.
    func proof(handshakeHash: [UInt8], isInitiator: Bool) -> [UInt8]? {
        guard case .invited(let invitation) = self else { return nil }
        return invitation.linkProof(handshakeHash: handshakeHash, isInitiator: isInitiator)
    }

    /// The invitation, nil in an open gathering.
    package var invitation: Invitation? { if case .invited(let invitation) = self { invitation } else { nil } }
}
