import Cards
package import Keys
import Wire

extension Node {
    /// What keeps our owner from this now; nil if nothing does. Other commands than those of an exchange never meet an
    /// obstacle.
    package func obstacle(to command: Command, at now: Instant) -> ExchangeObstacle? {
        switch command {
        case .exchange(let peer, _, _):
            if let obstacle = obstacle(with: peer, at: now) { return obstacle }
            switch exchanges.stage(with: peer, at: now) {
            case .requested: return exchanges.comparedWith.map { .comparing(with: $0) }
            case nil: break
            default: return .underWay
            }
            let asking = exchanges.attempts.count(where: \.isAsking)
            return asking >= ExchangeLimits.askingMax ? .tooMany : nil
        case .accept(let peer, _):
            guard case .requested = exchanges.stage(with: peer, at: now) else { return .nothingToAnswer }
            return obstacle(with: peer, at: now) ?? exchanges.comparedWith.map { .comparing(with: $0) }
        case .decline(let peer):
            switch exchanges.stage(with: peer, at: now) {
            case nil, .trading: return .nothingToAnswer
            default: return nil
            }
        case .confirm(let peer), .reportMismatch(let peer):
            if case .code = exchanges.stage(with: peer, at: now) { return nil }
            return .nothingToAnswer
        default: return nil
        }
    }

    private func obstacle(with peer: PublicKey, at now: Instant) -> ExchangeObstacle? {
        if !own.visible { return .hidden }
        if roster.standing(of: peer) == .blocked { return .blocked }
        if peer == own.key || roster[peer] == nil { return .unknown }
        return exchanges.records.rest(of: peer, isStranger: !isContact(peer), at: now).map {
            .resting(milliseconds: $0.milliseconds, isEveryStranger: $0.isEveryStranger)
        }
    }

    /// Everybody whom our owner has blocked, ascending.
    package var blocked: [PublicKey] { roster.blocked }

    /// What somebody is to us.
    package func standing(of key: PublicKey) -> Standing { roster.standing(of: key) }

    /// How far the exchange with somebody is, nil if there is none.
    package func exchangeStage(with peer: PublicKey, at now: Instant) -> ExchangeStage? {
        exchanges.stage(with: peer, at: now)
    }

    /// All exchanges under way, trades first, else in the order in which they began.
    package func exchangeStages(at now: Instant) -> [(peer: PublicKey, stage: ExchangeStage)] {
        exchanges.stages(at: now)
    }

    mutating func obeyExchange(_ command: Command) {
        // Whoever commands has asked for obstacles; what came in between is a race.
        guard obstacle(to: command, at: now) == nil else { return }
        switch command {
        case .exchange(let peer, let offer, let id):
            exchanges.ask(peer, offer, id: id, isStranger: !isContact(peer), at: now)
        case .accept(let peer, let offer): exchanges.accept(peer, offer, at: now)
        case .decline(let peer): exchanges.decline(peer, isStranger: !isContact(peer), at: now)
        case .confirm(let peer): exchanges.confirm(peer, name: roster[peer]?.badge.name ?? "")
        case .reportMismatch(let peer): exchanges.reportMismatch(peer, at: now)
        default: preconditionFailure("only commands of an exchange come here")
        }
    }

    mutating func setStanding(_ key: PublicKey, _ standing: Standing) {
        guard key != own.key, roster.standing(of: key) != standing else { return }
        roster.setStanding(of: key, standing)
        effects.append(.persist(.standing(key, standing)))
        if standing == .blocked || standing == .stranger { exchanges.drop(key) }
        if standing == .stranger { editions.forget(key) }
        notify(key)
    }

    /// A mark on a contact's key and the name of now, made without digits.
    mutating func verify(_ key: PublicKey, name: String) {
        guard isContact(key) else { return }
        roster.setStanding(of: key, .verified)
        effects.append(.persist(.verified(key, name: name)))
        notify(key)
    }

    mutating func setCard(_ card: OwnCard) {
        editions.set(card)
        effects.append(.persist(.ownCard(card)))
        for place in links.ids.indices { sendEditions(to: links[place].peer) }
    }

    mutating func exchangeLinkOpened(_ link: OpenedLink) {
        guard link.persona == .attendee, roster.standing(of: link.peer) != .blocked else { return }
        exchanges.linkOpened(to: link.peer)
        sendEditions(to: link.peer)
    }

    mutating func receive(_ step: ExchangeStep, of id: ExchangeID, from peer: PublicKey) {
        guard own.visible, roster.standing(of: peer) != .blocked else { return }
        exchanges.received(
            step, id,
            from: Exchanges.Speaker(
                key: peer, name: roster[peer]?.badge.name, isStranger: !isContact(peer),
                origin: links.to(peer)?.opened.remote.address.origin), at: now)
    }

    // Newer editions of cards.

    private mutating func sendEditions(to peer: PublicKey) {
        guard own.visible, let link = links.to(peer), isContact(peer) else { return }
        for card in editions.news(for: peer) { effects.append(.send(link.id, .cardUpdate(card.jws))) }
    }

    func isContact(_ peer: PublicKey) -> Bool {
        switch roster.standing(of: peer) {
        case .contact, .verified: true
        case .stranger, .blocked: false
        }
    }

    mutating func receive(update jws: [UInt8], from peer: PublicKey) {
        guard isContact(peer) else { return }
        let hash = Receipt.hash(ofCard: jws)
        switch editions.judge(jws, from: peer) {
        case .newer(let edition):
            editions.hold(edition)
            effects.append(.persist(.cardUpdated(peer, edition, jws)))
            wait(for: .update(peer, hash: hash))
        case .known: sayTaken(hash, to: peer)
        case .refused: break
        }
    }

    mutating func receive(taken hash: [UInt8], from peer: PublicKey) {
        guard isContact(peer), let card = editions.taken(hash, by: peer) else { return }
        effects.append(.persist(.cardGiven(peer, face: card.face, hash: hash)))
    }

    private mutating func sayTaken(_ hash: [UInt8], to peer: PublicKey) {
        if let link = links.to(peer) { effects.append(.send(link.id, .cardTaken(hash))) }
    }

    // What the exchanges want done.

    /// At the end of an event: does what the exchanges want.
    mutating func performExchange() {
        exchanges.takeTurns(at: now)
        var waiting = exchanges.takeEffects()
        while !waiting.isEmpty {
            for effect in waiting { perform(effect) }
            waiting = exchanges.takeEffects()
        }
        timers[.exchange] = stopping ? nil : exchanges.nextDeadline
    }

    private mutating func perform(_ effect: ExchangeEffect) {
        switch effect {
        case .say(let step, let id, let peer):
            if let link = links.to(peer) { effects.append(.send(link.id, .exchange(id, step))) }
        case .keep(let changes, let kept):
            effects += changes.map { .persist(placed($0)) }
            wait(for: .exchange(kept))
        case .tell(let peer, let stage):
            effects.append(.notify(.exchange(peer, stage)))
            // Our card may have changed while the trade was under way, and only now we know that they hold it.
            if case .completed = stage { sendEditions(to: peer) }
        case .met(let trade):
            editions.met(trade)
            let isVerified = trade.isVerified || roster.standing(of: trade.peer) == .verified
            roster.setStanding(of: trade.peer, isVerified ? .verified : .contact)
            notify(trade.peer)
        }
    }

    /// A meeting with the gatherings that we share with whoever was met; everything else as it is.
    private func placed(_ change: Change) -> Change {
        guard case .contact(var meeting) = change else { return change }
        meeting.gatherings = gatherings(with: meeting.key)
        return .contact(meeting)
    }

    mutating func storedUpdate(of peer: PublicKey, hash: [UInt8]) {
        sayTaken(hash, to: peer)
        effects.append(.notify(.cardUpdated(peer)))
    }
}
