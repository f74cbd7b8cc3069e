import Keys
import Wire

/// What our owner wants.
extension Exchanges {
    /// Asks somebody, or accepts if they have asked already.
    mutating func ask(
        _ peer: PublicKey, _ offer: ExchangeOffer, id: ExchangeID, isStranger: Bool, at now: Instant
    ) {
        if let place = attempt(with: peer) {
            if attempts[place].isAsked { accept(peer, offer, at: now) }
            return
        }
        attempts.append(
            Attempt(
                id: id, peer: peer, isStranger: isStranger, deadline: now.advanced(byMS: ExchangeLimits.attemptMS),
                phase: .asking(Attempt.Asking(offer: offer))))
        tell(.asking, peer)
        repeatWords(attempts.count - 1)
    }

    mutating func accept(_ peer: PublicKey, _ offer: ExchangeOffer, at now: Instant) {
        guard let place = attempt(with: peer), case .asked(let asked) = attempts[place].phase else { return }
        records.accepted(peer)
        answer(place, asked, with: offer, at: now)
    }

    /// Becomes responder with what we offer.
    mutating func answer(_ place: Int, _ asked: Attempt.Asked, with offer: ExchangeOffer, at now: Instant) {
        attempts[place].phase = .accepted(
            Attempt.Accepted(
                commitment: asked.commitment, offer: offer, skipsDigits: asked.unverified && offer.unverified))
        attempts[place].deadline = now.advanced(byMS: ExchangeLimits.attemptMS)
        tell(.accepted, attempts[place].peer)
        repeatWords(place)
    }

    /// Does not want to, or no more. A stranger who asked is told nothing.
    mutating func decline(_ peer: PublicKey, isStranger: Bool, at now: Instant) {
        guard let place = attempt(with: peer) else { return }
        if attempts[place].isAsked {
            end(place, .refused, saying: isStranger ? nil : .declined, at: now)
        } else {
            end(place, .refused, saying: .withdrawn, at: now)
        }
    }

    /// The digits are equal.
    mutating func confirm(_ peer: PublicKey, name: String) {
        guard let place = attempt(with: peer), case .comparing(var comparing) = attempts[place].phase,
            !comparing.isConfirmed
        else { return }
        comparing.isConfirmed = true
        attempts[place].phase = .comparing(comparing)
        say(.confirm, attempts[place].id, to: peer)
        tell(attempts[place].stage, peer)
        tradeIfBothConfirmed(place, name: name)
    }

    /// The digits differ.
    mutating func reportMismatch(_ peer: PublicKey, at now: Instant) {
        guard let place = attempt(with: peer), case .comparing = attempts[place].phase else { return }
        end(place, .mismatch, saying: .mismatch, at: now)
    }

    /// Ends what there is with somebody whom our owner has blocked or forgotten, without a word.
    mutating func drop(_ peer: PublicKey) {
        attempts.removeAll { $0.peer == peer }
        for trade in trades where trade.trade.peer == peer { drop(trade.trade.id) }
    }
}
