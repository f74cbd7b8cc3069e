/// What is said about one booking of a slot at a desk, by whoever books and by whose desk it is.
package enum DeskStep: Hashable, Sendable {
    /// Asks for a slot of the desk that the entry of these 32 bytes opened; asking again is the same request. What it
    /// is about has at most ``WireLimits/matterBytesMax``.
    case request(desk: [UInt8], slot: DeskTime, about: String)
    /// What is so on the disk of whose desk it is.
    case answer(Outcome)
    /// The sender wants the slot no more, or has heard that it has it no more.
    case release

    /// What became of a request.
    package enum Outcome: Hashable, Sendable {
        /// There is no such desk or slot, or it is not theirs to give.
        case unknown
        /// The slot is the receiver's.
        case accepted
        /// Somebody else has it; the next slot that is free, nil if none is.
        case taken(next: DeskTime?)
        /// The desk is closed.
        case closed
        /// The receiver had it, and has it no more.
        case freed
        /// The receiver holds, or has held, as many slots as one person may.
        case tooMany
        /// The answer to a release: nothing of the booking is left.
        case released
    }
}

/// When a slot of a desk begins.
package struct DeskTime: Hashable, Sendable {
    /// As `2027-01-31`; not looked at here.
    package let day: String
    /// Minutes since midnight; not looked at here.
    package let startMinute: UInt32

    /// Both fields at once.
    package init(day: String, startMinute: UInt32) {
        self.day = day
        self.startMinute = startMinute
    }
}
