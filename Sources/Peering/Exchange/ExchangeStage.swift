package import Keys

/// How far an exchange with somebody has come, as its owner is told.
package enum ExchangeStage: Hashable, Sendable {
    /// We asked; the other person has not answered.
    case asking
    /// The other person asks; we have not answered. `unverified`: they would skip the comparison of digits.
    case requested(unverified: Bool)
    /// We accepted; the other side's nonce is still to come.
    case accepted
    /// Both people compare this code, below ``Keys/ShortCode/codesCount``; `isConfirmed`: we found it equal.
    case code(UInt64, isConfirmed: Bool)
    /// Both sides want to; cards are on their way.
    case trading
    /// Both hold each other's card and a receipt signed by both; `verified`: the digits were compared.
    case completed(verified: Bool)
    /// It came to nothing.
    case ended(ExchangeEnding)
}

/// Why an exchange came to nothing.
package enum ExchangeEnding: String, Hashable, Sendable {
    /// The other person does not want to. Strangers hear nothing instead, and their request expires.
    case declined
    /// We do not want to.
    case refused
    /// Nobody answered, or confirmed, in time.
    case expired
    /// The digits differ, or the other side revealed something else than it had committed to: somebody may sit between.
    case mismatch
    /// The other side has given up, or has forgotten it in a restart.
    case withdrawn
    /// Too many requests wait at the other side: it can be tried again soon.
    case busy
    /// The other side's card is not one, or not theirs.
    case badCard = "bad_card"
}

/// Why an exchange cannot be had now.
package enum ExchangeObstacle: Hashable, Sendable {
    /// We hide: whoever cannot be seen cannot hand out a card.
    case hidden
    /// Nothing is known of them here.
    case unknown
    /// We blocked them.
    case blocked
    /// There is one under way with them.
    case underWay
    /// There is none with them that this could answer.
    case nothingToAnswer
    /// Too many of our requests wait.
    case tooMany
    /// The digits with this attendee are to be compared first: of two codes on one screen somebody in the middle could
    /// choose.
    case comparing(with: PublicKey)
    /// Codes differed too often, or attempts broke off before: this pair, or everybody who is no contact, rests for so
    /// many milliseconds more.
    case resting(milliseconds: Int64, isEveryStranger: Bool)
}
