/// How far an exchange of cards with somebody is.
package struct ExchangeBody: Codable, Hashable, Sendable {
    /// With whom, in hexadecimal.
    package var key: String
    /// The same as a tag.
    package var tag: String
    /// The name on their badge.
    package var name: String
    /// The tag of a contact of ours whose name looks the same, or whose tag is the same, and who is somebody else.
    package var resembles: String?
    /// How far it is.
    package var stage: Stage
    /// The six digits to compare, at ``Stage/code`` and ``Stage/confirmed``.
    package var digits: String?
    /// At ``Stage/requested``: they would skip the comparison. At ``Stage/completed``: whether it was skipped.
    package var unverified: Bool?

    /// How far an exchange is.
    package enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
        /// We asked.
        case asking
        /// They ask.
        case requested
        /// We accepted, and their side is still to answer.
        case accepted
        /// Both people compare digits.
        case code
        /// We found them equal; the other person has not said so.
        case confirmed
        /// Cards cross.
        case trading
        /// Both hold each other's card.
        case completed
        /// They do not want to.
        case declined
        /// We do not want to, or no more.
        case refused
        /// Nobody answered in time.
        case expired
        /// The digits differ.
        case mismatch
        /// The other side has given up, or forgotten it in a restart.
        case withdrawn
        /// Too many requests wait at the other side.
        case busy
        /// What the other side sent is no card of theirs.
        case badCard = "bad_card"

        /// How far that is: a later stage of one exchange has a larger number.
        package var rank: Int {
            switch self {
            case .asking, .requested: 0
            case .accepted: 1
            case .code: 2
            case .confirmed: 3
            case .trading: 4
            case .completed, .declined, .refused, .expired, .mismatch, .withdrawn, .busy, .badCard: 5
            }
        }

        /// Whether nothing more will happen.
        package var isFinal: Bool {
            switch self {
            case .asking, .requested, .accepted, .code, .confirmed, .trading: false
            case .completed, .declined, .refused, .expired, .mismatch, .withdrawn, .busy, .badCard: true
            }
        }
    }

    /// All fields at once.
    package init(
        key: String, tag: String, name: String, stage: Stage, digits: String? = nil, unverified: Bool? = nil
    ) {
        self.key = key
        self.tag = tag
        self.name = name
        self.stage = stage
        self.digits = digits
        self.unverified = unverified
    }
}

/// What a person brings to an exchange.
package struct OfferBody: Codable, Hashable, Sendable {
    /// Which card to hand out; nil is the only one, or the one called `main`.
    package var face: String?
    /// Whether to skip the comparison of digits if the other person would too.
    package var unverified: Bool

    /// Both fields at once.
    package init(face: String? = nil, unverified: Bool = false) {
        self.face = face
        self.unverified = unverified
    }
}

/// What a person does about an exchange.
package enum ExchangeAction: String, Hashable, Sendable, CaseIterable {
    /// Ask for one, or accept if the other person has asked.
    case request
    /// Accept.
    case accept
    /// Decline, or give up.
    case decline
    /// The digits are equal.
    case confirm
    /// The digits differ.
    case mismatch
}
