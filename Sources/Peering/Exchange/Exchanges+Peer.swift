import Keys
import Wire

/// What the other side says.
extension Exchanges {
    /// The other side, as far as it matters here.
    struct Speaker {
        let key: PublicKey
        /// The name on their badge; nil if we hold no badge of theirs.
        let name: String?
        /// Whether they are no contact of ours.
        let isStranger: Bool
        /// Where their link leads to, a machine as it seems.
        let origin: IPAddress?
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
            switch attempts[place].phase {
            case .asking(var asking):
                // Until our nonce leaves the last answer counts: they may have forgotten the one before.
                asking.acceptance = Attempt.Acceptance(nonce: nonce, unverified: unverified, name: name)
                attempts[place].phase = .asking(asking)
            case .comparing(let comparing) where comparing.answer.map { $0 != nonce } ?? false:
                // They have forgotten the answer that our digits are made of, and now our nonce is known.
                end(place, .withdrawn, saying: .withdrawn, at: now)
            case .asked, .accepted, .comparing: repeatWords(place)
            }
        case .reveal(let nonce):
            guard let place else { return say(.end(.unknown), id, to: peer) }
            guard case .accepted(let accepted) = attempts[place].phase else { return repeatWords(place) }
            revealed(place, accepted, nonce: nonce, name: name, at: now)
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
            if case .accepted = attempts[place].phase { end(place, .withdrawn, saying: .unknown, at: now) }
        }
    }

    /// A new request. Nothing shows the other side whether anybody ever sees it.
    private mutating func requested(
        _ asked: Attempt.Asked, _ id: ExchangeID, from speaker: Speaker, at now: Instant
    ) {
        let peer = speaker.key
        guard speaker.name != nil, peer != own, records.rest(of: peer, isStranger: speaker.isStranger, at: now) == nil
        else { return }
        var asked = asked
        if let place = attempt(with: peer) {
            if case .asking(let asking) = attempts[place].phase {
                // Both asked at once: the smaller key's request lives, and the other person has said yes by asking.
                guard peer < own else { return }
                asked.offer = asking.offer
                attempts[place] = Attempt(
                    id: id, peer: peer, isStranger: speaker.isStranger, deadline: attempts[place].deadline,
                    phase: .asked(asked))
                return
            }
            // They have begun anew: the old one is over.
            end(place, .withdrawn, at: now)
        }
        guard makeRoom(for: speaker, at: now) else {
            // They are told, because there is nothing in it about them.
            return say(.end(.busy), id, to: peer)
        }
        guard records.admitRequest(of: peer, at: now) else { return }
        attempts.append(
            Attempt(
                id: id, peer: peer, isStranger: speaker.isStranger, origin: speaker.origin,
                deadline: now.advanced(byMS: ExchangeLimits.attemptMS), phase: .asked(asked)))
        tell(.requested(unverified: asked.unverified), peer)
    }

    /// Whether a request has a place among those that wait. Contacts have places of their own. Where strangers have
    /// taken theirs, the newest of the address that has several gives way to one of an address that has none.
    private mutating func makeRoom(for speaker: Speaker, at now: Instant) -> Bool {
        let waiting = attempts.indices.filter {
            attempts[$0].isAsked && attempts[$0].isStranger == speaker.isStranger
        }
        guard speaker.isStranger else { return waiting.count < ExchangeLimits.contactsAskedMax }
        let byOrigin = Dictionary(grouping: waiting) { attempts[$0].origin }
        guard byOrigin[speaker.origin, default: []].count < ExchangeLimits.askedPerAddressMax else { return false }
        guard waiting.count >= ExchangeLimits.askedMax else { return true }
        let crowded = byOrigin.values.filter { $0.count > 1 }.compactMap(\.last).max()
        guard byOrigin[speaker.origin] == nil, let place = crowded else { return false }
        end(place, .withdrawn, saying: .busy, at: now)
        return true
    }

    /// The responder's nonce is here, and the screen is free: ours may be revealed, and the digits are known.
    mutating func compare(_ place: Int, _ asking: Attempt.Asking, _ answer: Attempt.Acceptance, at now: Instant) {
        let (id, peer, offer) = (attempts[place].id, attempts[place].peer, asking.offer)
        let reveal = ExchangeStep.reveal(nonce: offer.nonce)
        say(reveal, id, to: peer)
        let code = ShortCode.code(
            exchange: id.bytes, requester: own, responder: peer, requesterNonce: offer.nonce,
            responderNonce: answer.nonce, codes: codes)
        let comparing = Attempt.Comparing(
            role: .requester, code: code, card: offer.card, reveal: reveal, answer: answer.nonce)
        compare(place, comparing, skipsDigits: offer.unverified && answer.unverified, name: answer.name, at: now)
    }

    /// The requester's nonce is here. It must be the one committed to.
    private mutating func revealed(
        _ place: Int, _ accepted: Attempt.Accepted, nonce: [UInt8], name: String, at now: Instant
    ) {
        let (id, peer) = (attempts[place].id, attempts[place].peer)
        let commitment = ShortCode.commitment(to: nonce, exchange: id.bytes, requester: peer, responder: own)
        guard commitment == accepted.commitment else { return end(place, .mismatch, saying: .mismatch, at: now) }
        let code = ShortCode.code(
            exchange: id.bytes, requester: peer, responder: own, requesterNonce: nonce,
            responderNonce: accepted.offer.answerNonce, codes: codes)
        let comparing = Attempt.Comparing(
            role: .responder, code: code, card: accepted.offer.card, reveal: nil, answer: nil)
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
        case .declined: end(place, .declined, at: now)
        case .mismatch:
            // Only digits that both have seen can differ.
            if case .comparing = attempts[place].phase { return end(place, .mismatch, at: now) }
            end(place, .withdrawn, at: now)
        case .busy: end(place, attempts[place].isAsking ? .busy : .withdrawn, at: now)
        case .unknown, .withdrawn: end(place, .withdrawn, at: now)
        }
    }
}
