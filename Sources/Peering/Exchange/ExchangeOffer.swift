/// What its owner brings to an exchange.
package struct ExchangeOffer: Hashable, Sendable {
    /// 32 random bytes, new for each exchange.
    package let nonce: [UInt8]
    /// The card to hand out.
    package let card: OwnCard
    /// Whether to skip the comparison of digits, if the other side would too.
    package let unverified: Bool

    /// All fields at once.
    package init(nonce: [UInt8], card: OwnCard, unverified: Bool) {
        self.nonce = nonce
        self.card = card
        self.unverified = unverified
    }
}
