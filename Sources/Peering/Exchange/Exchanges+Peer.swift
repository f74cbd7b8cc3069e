import Keys
import Wire

/// What the other side says.
extension Exchanges {
    /// The other side, as far as it matters here.
    struct Speaker {
        let key: PublicKey
        /// The name on their badge; nil if we hold no badge of theirs.
        let name: String?
    }

    /// Takes a step. Blocked keys are kept out by the caller.
    mutating func received(_ step: ExchangeStep, _ id: ExchangeID, from speaker: Speaker, at now: Instant) {
        let peer = speaker.key
        let name = speaker.name ?? ""
        if trades.contains(where: { $0.trade.id == id && $0.trade.peer == peer }) {
            return receivedInTrade(step, id, from: peer)
        }
        if let receipt = receipts.last(where: { $0.id == id && $0.peer == peer }) {
            // They missed our receipt.
            if case .card = step { say(.receipt(receipt.ownSignature), id, to: peer) }
            return
        }
        let place = attempts.firstIndex { $0.id == id && $0.peer == peer }
        switch step {
        case .request(let commitment, let unverified):
            if let place { return repeatWords(place) }
            requested(Attempt.Asked(commitment: commitment, unverified: unverified), id, from: speaker, at: now)
        case .end(let reason): if let place { ended(place, reason, at: now) }
        case .receipt: break
        case .accept(let nonce, let unverified):
            guard let place else { return say(.end(.unknown), id, to: peer) }
            guard case .asking(let asking) = attempts[place].phase else { return repeatWords(place) }
            accepted(place, asking, nonce: nonce, unverified: unverified, name: name, at: now)
        case .reveal(let nonce, let linkHash):
            guard let place else { return say(.end(.unknown), id, to: peer) }
            guard case .accepted(let accepted) = attempts[place].phase else { return repeatWords(place) }
            revealed(place, accepted, nonce: nonce, linkHash: linkHash, name: name, at: now)
        case .confirm:
            guard let place else { return say(.end(.unknown), id, to: peer) }
            guard case .comparing(var comparing) = attempts[place].phase else { return }
            comparing.isTheirsConfirmed = true
            attempts[place].phase = .comparing(comparing)
            tradeIfBothConfirmed(place, name: name)
        case .card:
            // Whoever trades has had all that it needs of us. If we know of nothing, we have forgotten it in a restart;
            // if we still wait for their nonce, they have.
            guard let place else { return say(.end(.unknown), id, to: peer) }
            if case .accepted = attempts[place].phase { end(place, .withdrawn, saying: .unknown) }
        }
    }

    /// A new request. Nothing shows the other side whether anybody ever sees it.
    private mutating func requested(
        _ asked: Attempt.Asked, _ id: ExchangeID, from speaker: Speaker, at now: Instant
    ) {
        let peer = speaker.key
        guard speaker.name != nil, peer != own, records.rest(of: peer, at: now) == nil else { return }
        if let place = attempt(with: peer) {
            if case .asking(let asking) = attempts[place].phase {
                // Both asked at once: the smaller key's request lives, and the other person has said yes by asking.
                guard peer < own else { return }
                attempts[place] = Attempt(id: id, peer: peer, deadline: now, phase: .asked(asked))
                let offer = ExchangeOffer(nonce: asking.nonce, card: asking.card, unverified: asking.unverified)
                return answer(place, asked, with: offer, at: now)
            }
            // They have begun anew: the old one is over.
            end(place, .withdrawn)
        }
        guard attempts.count(where: \.isAsked) < ExchangeLimits.askedMax, records.admitRequest(of: peer, at: now)
        else { return }
        attempts.append(
            Attempt(
                id: id, peer: peer, deadline: now.advanced(byMS: ExchangeLimits.attemptMS), phase: .asked(asked)))
        tell(.requested(unverified: asked.unverified), peer)
    }

    /// The responder's nonce is here: ours may be revealed, and the digits are known.
    private mutating func accepted(
        _ place: Int, _ asking: Attempt.Asking, nonce: [UInt8], unverified: Bool, name: String, at now: Instant
    ) {
        let (id, peer) = (attempts[place].id, attempts[place].peer)
        // Heard over a link, which is therefore open.
        guard let linkHash = links[peer] else { return }
        let reveal = ExchangeStep.reveal(nonce: asking.nonce, linkHash: linkHash)
        say(reveal, id, to: peer)
        let code = ShortCode.code(
            linkHash: linkHash, exchange: id.bytes, requester: own, responder: peer, requesterNonce: asking.nonce,
            responderNonce: nonce, codes: codes)
        let comparing = Attempt.Comparing(role: .requester, code: code, card: asking.card, reveal: reveal)
        compare(place, comparing, skipsDigits: asking.unverified && unverified, name: name, at: now)
    }

    /// The requester's nonce is here. It must be the one committed to, over a link that our own nonce went over.
    private mutating func revealed(
        _ place: Int, _ accepted: Attempt.Accepted, nonce: [UInt8], linkHash: [UInt8], name: String, at now: Instant
    ) {
        let (id, peer) = (attempts[place].id, attempts[place].peer)
        let commitment = ShortCode.commitment(to: nonce, exchange: id.bytes, requester: peer, responder: own)
        guard commitment == accepted.commitment, accepted.linkHashes.contains(linkHash) else {
            return mismatch(place, at: now)
        }
        let code = ShortCode.code(
            linkHash: linkHash, exchange: id.bytes, requester: peer, responder: own, requesterNonce: nonce,
            responderNonce: accepted.nonce, codes: codes)
        let comparing = Attempt.Comparing(role: .responder, code: code, card: accepted.card, reveal: nil)
        compare(place, comparing, skipsDigits: accepted.skipsDigits, name: name, at: now)
    }

    private mutating func compare(
        _ place: Int, _ comparing: Attempt.Comparing, skipsDigits: Bool, name: String, at now: Instant
    ) {
        if skipsDigits { return trade(place, comparing, isVerified: false, name: name) }
        attempts[place].phase = .comparing(comparing)
        attempts[place].deadline = now.advanced(byMS: ExchangeLimits.attemptMS)
        tell(attempts[place].stage, attempts[place].peer)
    }

    private mutating func ended(_ place: Int, _ reason: ExchangeStep.Reason, at now: Instant) {
        switch reason {
        case .declined: end(place, .declined)
        case .mismatch:
            // Only digits that both have seen can differ.
            guard case .comparing = attempts[place].phase else { return end(place, .withdrawn) }
            records.mismatched(attempts[place].peer, at: now)
            end(place, .mismatch)
        case .unknown, .withdrawn: end(place, .withdrawn)
        }
    }
}
