import Keys
import Wire

/// Cards cross.
extension Exchanges {
    mutating func tradeIfBothConfirmed(_ place: Int, name: String) {
        guard case .comparing(let comparing) = attempts[place].phase, comparing.isConfirmed,
            comparing.isTheirsConfirmed
        else { return }
        trade(place, comparing, isVerified: true, name: name)
    }

    mutating func trade(_ place: Int, _ comparing: Attempt.Comparing, isVerified: Bool, name: String) {
        let attempt = attempts.remove(at: place)
        let trade = Trade(
            id: attempt.id, peer: attempt.peer, role: comparing.role, ownCard: comparing.card, isVerified: isVerified,
            name: name)
        trades.append(TradeUnderWay(trade, reveal: comparing.reveal))
        tell(.trading, attempt.peer)
        effects.append(.keep([.trade(trade)], then: .trade(trade.id)))
        if trades.count > ExchangeLimits.tradesMax, let oldest = trades.first { drop(oldest.trade.id) }
    }

    /// Says again what may have been lost with a link.
    mutating func repeatWords(of underWay: TradeUnderWay) {
        let (id, peer) = (underWay.trade.id, underWay.trade.peer)
        if let reveal = underWay.reveal { say(reveal, id, to: peer) }
        if underWay.trade.isVerified { say(.confirm, id, to: peer) }
        if underWay.isStored { say(.card(underWay.trade.ownCard.jws), id, to: peer) }
        if underWay.isTheirCardStored { sayReceipt(of: underWay.trade) }
    }

    private mutating func sayReceipt(of trade: Trade) {
        guard let text = trade.receiptText(own: own) else { return }
        say(.receipt(signer.sign(text).bytes), trade.id, to: trade.peer)
    }

    mutating func receivedInTrade(_ step: ExchangeStep, _ id: ExchangeID, from peer: PublicKey) {
        guard let place = trades.firstIndex(where: { $0.trade.id == id }) else { return }
        switch step {
        case .card(let jws): take(card: jws, at: place)
        case .receipt(let signature): take(receipt: signature, at: place)
        case .accept: repeatWords(of: trades[place])
        case .end(.unknown):
            drop(id)
            tell(.ended(.withdrawn), peer)
        // Both have confirmed: it is too late for anything else, and late words are races.
        case .request, .reveal, .confirm, .end: break
        }
    }

    private mutating func take(card jws: [UInt8], at place: Int) {
        if let held = trades[place].trade.theirCard {
            if held == jws, trades[place].isTheirCardStored { sayReceipt(of: trades[place].trade) }
            return
        }
        let (id, peer) = (trades[place].trade.id, trades[place].trade.peer)
        guard let edition = verifier.read(card: jws), edition.key == peer else { return spoil(id, peer) }
        trades[place].trade.theirCard = jws
        let trade = trades[place].trade
        effects.append(.keep([.contact(Meeting(trade, edition, jws)), .trade(trade)], then: .theirCard(id)))
    }

    private mutating func take(receipt signature: [UInt8], at place: Int) {
        guard !trades[place].isFinishing else { return }
        trades[place].theirSignature = signature
        finish(place)
    }

    /// What the other side sent can never be right.
    private mutating func spoil(_ id: ExchangeID, _ peer: PublicKey) {
        drop(id)
        say(.end(.unknown), id, to: peer)
        tell(.ended(.badCard), peer)
    }

    mutating func drop(_ id: ExchangeID) {
        trades.removeAll { $0.trade.id == id }
        effects.append(.keep([.tradeDropped(id)], then: .trade(id)))
    }

    /// What was to be written down is on the disk.
    mutating func kept(_ kept: ExchangeKept) {
        switch kept {
        case .trade(let id):
            guard let place = trades.firstIndex(where: { $0.trade.id == id }), !trades[place].isStored else { return }
            trades[place].isStored = true
            say(.card(trades[place].trade.ownCard.jws), id, to: trades[place].trade.peer)
        case .theirCard(let id):
            guard let place = trades.firstIndex(where: { $0.trade.id == id }) else { return }
            trades[place].isTheirCardStored = true
            let trade = trades[place].trade
            effects.append(.met(trade))
            sayReceipt(of: trade)
            finish(place)
        case .receipt(let id):
            guard let place = trades.firstIndex(where: { $0.trade.id == id }) else { return }
            let trade = trades.remove(at: place).trade
            tell(.completed(verified: trade.isVerified), trade.peer)
        }
    }

    /// Their card and their signature are here.
    private mutating func finish(_ place: Int) {
        let underWay = trades[place]
        guard !underWay.isFinishing, underWay.isTheirCardStored, let theirs = underWay.theirSignature,
            let text = underWay.trade.receiptText(own: own)
        else { return }
        guard verifier.verifies(theirs, of: text, by: underWay.trade.peer) else {
            return spoil(underWay.trade.id, underWay.trade.peer)
        }
        trades[place].isFinishing = true
        let receipt = Receipt(
            id: underWay.trade.id, peer: underWay.trade.peer, text: text, ownSignature: signer.sign(text).bytes,
            theirSignature: theirs)
        receipts = (receipts + [receipt]).suffix(ExchangeLimits.receiptsMax)
        effects.append(.keep([.receipt(receipt)], then: .receipt(receipt.id)))
    }
}
