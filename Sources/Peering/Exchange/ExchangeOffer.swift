/// What its owner brings to an exchange.
package struct ExchangeOffer: Hashable, Sendable {
    /// 32 random bytes to commit to when we ask, new for each exchange.
    package let nonce: [UInt8]
    /// 32 other random bytes for an answer: also where both ask at once, so that no nonce ever serves both roles.
    package let answerNonce: [UInt8]
    /// The card to hand out.
    package let card: OwnCard
    /// Whether to skip the comparison of digits, if the other side would too.
    package let unverified: Bool

    /// All fields at once.
    package init(nonce: [UInt8], answerNonce: [UInt8], card: OwnCard, unverified: Bool) {
        self.nonce = nonce
        self.answerNonce = answerNonce
        self.card = card
        self.unverified = unverified
    }
}
