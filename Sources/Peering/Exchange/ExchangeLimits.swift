/// Every bound and interval of the exchange of cards, with its reason.
package enum ExchangeLimits {
    /// How long a request waits for an answer, and then a code for both people: two who stand together need less.
    package static let attemptMS: Int64 = 120_000
    /// Requests of strangers that wait for their owner's answer: more is harassment, not a meeting.
    package static let askedMax = 5
    /// Of those, from one address: keys cost nothing, and whoever has many is at one machine.
    package static let askedPerAddressMax = 2
    /// Requests of contacts that wait: a list that strangers cannot fill.
    package static let contactsAskedMax = 8
    /// Our own requests under way.
    package static let askingMax = 5
    /// Requests of one key that came to nothing, in a day.
    package static let refusedPerDayMax = 3
    /// That day.
    package static let dayMS: Int64 = 86_400_000
    /// Attempts that failed after a nonce of ours had left, after which a pair rests: whoever sits between has a guess
    /// each time, and knows before we do whether it is right.
    package static let mismatchesMax = 3
    /// The same for all who are no contacts together, within ``restMS``: keys cost nothing.
    package static let strangerMismatchesMax = 5
    /// Those rests.
    package static let restMS: Int64 = 600_000
    /// Trades that are not finished: the other side went away with the last message unsaid.
    package static let tradesMax = 64
    /// Keys of which refusals and mismatches are remembered; the oldest are forgotten.
    package static let recordsMax = 1_024
    /// Receipts that are given out again if the other side missed them; the oldest are forgotten.
    package static let receiptsMax = 256
    /// Cards of one contact, one for each face that they handed us.
    package static let cardsPerContactMax = 8
}
