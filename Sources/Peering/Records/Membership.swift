import Gatherings
import Keys

/// What lets somebody into a gathering.
package enum Membership: Hashable, Sendable {
    /// Anybody may join, and everybody nearby may see that it is there.
    case open
    /// Whoever holds this secret of 16 bytes; nobody else learns that the gathering is there.
    case invited(secret: [UInt8])

    /// What one side of a link shows the other, 16 bytes: it depends on link and side, so that nobody learns anything
    /// from it, or can show it elsewhere or back.
    func proof(handshakeHash: [UInt8], isInitiator: Bool) -> [UInt8]? {
        guard case .invited(let secret) = self else { return nil }
        var hash = Blake2b(length: 16, key: secret)
        hash.update([UInt8]("baithak-member-1".utf8))
        hash.update(handshakeHash)
        hash.update([isInitiator ? 1 : 2])
        return hash.finish()
    }
}
