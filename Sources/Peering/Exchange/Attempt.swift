import Keys
import Wire

/// An exchange until both people have confirmed. It lives in memory only: a restart ends it, and the other side is told
/// so when it next says something.
struct Attempt: Sendable {
    let id: ExchangeID
    let peer: PublicKey
    /// They were no contact of ours when it began.
    let isStranger: Bool
    /// Where they seem to be, for counting; nil if we asked.
    var origin: IPAddress?
    var deadline: Instant
    var phase: Phase

    /// What exists at each point, and nothing else.
    enum Phase: Sendable {
        /// Requester: the request is out.
        case asking(Asking)
        /// Responder: our owner has not answered.
        case asked(Asked)
        /// Responder: our nonce is out.
        case accepted(Accepted)
        /// Both nonces are known, and the people compare.
        case comparing(Comparing)
    }

    struct Asking: Sendable {
        let offer: ExchangeOffer
        /// The other side's answer, if it came while digits with somebody else were being compared.
        var acceptance: Acceptance?
    }

    /// What the responder says.
    struct Acceptance: Sendable {
        let nonce: [UInt8]
        let unverified: Bool
        /// The responder's name then.
        let name: String
    }

    struct Asked: Sendable {
        let commitment: [UInt8]
        let unverified: Bool
        /// Our owner has asked for the same, so that only its turn is waited for.
        var offer: ExchangeOffer?
    }

    struct Accepted: Sendable {
        let commitment: [UInt8]
        let offer: ExchangeOffer
        /// Both would skip the digits.
        let skipsDigits: Bool
    }

    struct Comparing: Sendable {
        let role: ExchangeRole
        let code: UInt64
        let card: OwnCard
        /// What the requester has to say again if a link is lost.
        let reveal: ExchangeStep?
        /// The responder's nonce, where we are the requester.
        let answer: [UInt8]?
        var isConfirmed = false
        var isTheirsConfirmed = false
    }

    /// What the other side may have missed when a link was lost.
    func words(own: PublicKey) -> [ExchangeStep] {
        switch phase {
        case .asking(let asking):
            let commitment = ShortCode.commitment(
                to: asking.offer.nonce, exchange: id.bytes, requester: own, responder: peer)
            return [.request(commitment: commitment, unverified: asking.offer.unverified)]
        case .asked: return []
        case .accepted(let accepted):
            return [.accept(nonce: accepted.offer.answerNonce, unverified: accepted.offer.unverified)]
        case .comparing(let comparing):
            return [comparing.reveal, comparing.isConfirmed ? .confirm : nil].compactMap { $0 }
        }
    }

    /// How far it is, for its owner.
    var stage: ExchangeStage {
        switch phase {
        case .asking: .asking
        case .asked(let asked): asked.offer == nil ? .requested(unverified: asked.unverified) : .asking
        case .accepted: .accepted
        case .comparing(let comparing): .code(comparing.code, isConfirmed: comparing.isConfirmed)
        }
    }

    /// Our owner is asked and has not answered.
    var isAsked: Bool { if case .asked(let asked) = phase { asked.offer == nil } else { false } }
    var isAsking: Bool { if case .asking = phase { true } else { false } }

    /// Both sides want it, and only digits with somebody else are in its way.
    var awaitsTurn: Bool {
        switch phase {
        case .asking(let asking): asking.acceptance != nil
        case .asked(let asked): asked.offer != nil
        case .accepted, .comparing: false
        }
    }

    /// Whether a nonce of ours has left. From then on the other side may know the digits before we do, so an end counts
    /// as digits that differed.
    var isCommitted: Bool {
        switch phase {
        case .asking, .asked: false
        case .accepted, .comparing: true
        }
    }

    /// Whether our owner has yet to find its digits equal: then nobody else may show theirs.
    var holdsTheScreen: Bool {
        if case .comparing(let comparing) = phase { !comparing.isConfirmed } else { isCommitted }
    }
}
