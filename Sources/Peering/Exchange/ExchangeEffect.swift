import Keys
import Wire

/// What an exchange wants done.
enum ExchangeEffect: Hashable, Sendable {
    /// Say something over the link to this attendee.
    case say(ExchangeStep, ExchangeID, to: PublicKey)
    /// Write these down together, and bring what follows when they are on the disk.
    case keep([Change], then: ExchangeKept)
    /// Tell our owner how far the exchange with this attendee has come.
    case tell(PublicKey, ExchangeStage)
    /// We hold their card now.
    case met(Trade)
}

/// What was waited for.
enum ExchangeKept: Hashable, Sendable {
    /// A trade has begun.
    case trade(ExchangeID)
    /// Their card is there.
    case theirCard(ExchangeID)
    /// The receipt is there.
    case receipt(ExchangeID)
}
