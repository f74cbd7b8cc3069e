/// What one side of an exchange of cards says to the other.
package enum ExchangeStep: Hashable, Sendable {
    /// The requester wants to exchange cards and commits to a nonce by a hash of 32 bytes; `unverified`: it would skip
    /// the comparison of digits.
    case request(commitment: [UInt8], unverified: Bool)
    /// The responder wants it too; here is its nonce of 32 bytes.
    case accept(nonce: [UInt8], unverified: Bool)
    /// The nonce of 32 bytes that the requester committed to.
    case reveal(nonce: [UInt8])
    /// The sender's owner has found the digits equal.
    case confirm
    /// The sender's card: a JWS, verbatim; at most ``WireLimits/cardBytesMax``.
    case card([UInt8])
    /// The sender holds the receiver's card, and signs what was exchanged; 64 bytes.
    case receipt([UInt8])
    /// The exchange is over without success.
    case end(Reason)

    /// Why an exchange is over, as far as the other side is told.
    package enum Reason: Int, Hashable, Sendable, CaseIterable {
        /// The sender knows of no such exchange.
        case unknown
        /// The sender's owner does not want to.
        case declined
        /// The sender's owner has found the digits different.
        case mismatch
        /// The sender's owner has changed their mind.
        case withdrawn
        /// Too many requests wait for the sender's owner.
        case busy
    }
}
