import Keys
import Wire

/// An exchange until both people have confirmed. It lives in memory only: a restart ends it, and the other side is told
/// so when it next says something.
struct Attempt: Sendable {
    let id: ExchangeID
    let peer: PublicKey
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
        let nonce: [UInt8]
        let card: OwnCard
        let unverified: Bool
    }

    struct Asked: Sendable {
        let commitment: [UInt8]
        let unverified: Bool
    }

    struct Accepted: Sendable {
        let commitment: [UInt8]
        let nonce: [UInt8]
        let card: OwnCard
        let unverified: Bool
        /// Both would skip the digits.
        let skipsDigits: Bool
        /// The links over which our nonce went.
        var linkHashes: [[UInt8]] = []
    }

    struct Comparing: Sendable {
        let role: ExchangeRole
        let code: UInt64
        let card: OwnCard
        /// What the requester has to say again if a link is lost.
        let reveal: ExchangeStep?
        var isConfirmed = false
        var isTheirsConfirmed = false
    }

    /// What the other side may have missed when a link was lost.
    func words(own: PublicKey) -> [ExchangeStep] {
        switch phase {
        case .asking(let asking):
            let commitment = ShortCode.commitment(
                to: asking.nonce, exchange: id.bytes, requester: own, responder: peer)
            return [.request(commitment: commitment, unverified: asking.unverified)]
        case .asked: return []
        case .accepted(let accepted): return [.accept(nonce: accepted.nonce, unverified: accepted.unverified)]
        case .comparing(let comparing):
            return [comparing.reveal, comparing.isConfirmed ? .confirm : nil].compactMap { $0 }
        }
    }

    /// How far it is, for its owner.
    var stage: ExchangeStage {
        switch phase {
        case .asking: .asking
        case .asked(let asked): .requested(unverified: asked.unverified)
        case .accepted: .accepted
        case .comparing(let comparing): .code(comparing.code, isConfirmed: comparing.isConfirmed)
        }
    }

    var isAsked: Bool { if case .asked = phase { true } else { false } }
    var isAsking: Bool { if case .asking = phase { true } else { false } }
}
