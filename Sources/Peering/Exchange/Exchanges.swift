import Keys
import Wire

/// The exchanges of one node: a machine of its own inside ``Node``. At most one with each attendee.
///
///     requester                                              responder
///     request: commitment to a nonce ----------------------> its owner is asked
///     <---------------------------------------- accept: nonce
///     reveal: the nonce committed to ----------------------> checked against the commitment
///     both people compare six digits, and say so
///     confirm <--------------------------------------------> confirm
///     card, once the trade is on the disk <----------------> card
///     receipt, once their card is on the disk <------------> receipt
///
/// Of all attempts one at a time is between acceptance and confirmation: whoever sits between could choose among the
/// codes of several. Whatever ends after a nonce of ours had left counts as digits that differed.
///
/// Wrong input: what does not fit the attempt it names is a race or a restart and is answered with `end: unknown`; a
/// broken commitment is a mismatch; a card that is not the other side's ends the exchange.
struct Exchanges: Sendable {
    let own: PublicKey
    let signer: any Signer
    let verifier: any Verifier
    /// How many codes there are; only tests give fewer.
    let codes: UInt64
    var attempts: [Attempt] = []
    var trades: [TradeUnderWay] = []
    /// Finished ones, the newest last.
    var receipts: [Receipt] = []
    var records = PeerRecords()
    /// Who has a link.
    var linked: Set<PublicKey> = []
    var effects: [ExchangeEffect] = []

    init(
        signer: any Signer, verifier: any Verifier, codes: UInt64 = ShortCode.codesCount, trades: [Trade] = [],
        receipts: [Receipt] = []
    ) {
        own = signer.publicKey
        self.signer = signer
        self.verifier = verifier
        self.codes = codes
        self.trades = trades.map(TradeUnderWay.init(restored:))
        self.receipts = receipts
    }

    /// When something is to be looked at next.
    var nextDeadline: Instant? { attempts.map(\.deadline).min() }

    func attempt(with peer: PublicKey) -> Int? { attempts.firstIndex { $0.peer == peer } }

    /// How far the exchange with somebody is; nil if there is none.
    func stage(with peer: PublicKey, at now: Instant) -> ExchangeStage? {
        if let place = attempt(with: peer), now < attempts[place].deadline { return attempts[place].stage }
        return trades.contains { $0.trade.peer == peer } ? .trading : nil
    }

    /// All that are under way, trades first, else in the order in which they began.
    func stages(at now: Instant) -> [(peer: PublicKey, stage: ExchangeStage)] {
        trades.map { ($0.trade.peer, .trading) }
            + attempts.filter { now < $0.deadline }.map { ($0.peer, $0.stage) }
    }

    mutating func takeEffects() -> [ExchangeEffect] {
        let taken = effects
        effects = []
        return taken
    }

    // Links.

    mutating func linkOpened(to peer: PublicKey) {
        linked.insert(peer)
        if let place = attempt(with: peer) { repeatWords(place) }
        for trade in trades where trade.trade.peer == peer { repeatWords(of: trade) }
    }

    mutating func linkClosed(to peer: PublicKey) { linked.remove(peer) }

    // Saying and telling.

    mutating func say(_ step: ExchangeStep, _ id: ExchangeID, to peer: PublicKey) {
        if linked.contains(peer) { effects.append(.say(step, id, to: peer)) }
    }

    mutating func tell(_ stage: ExchangeStage, _ peer: PublicKey) { effects.append(.tell(peer, stage)) }

    /// Says again what may have been lost with a link.
    mutating func repeatWords(_ place: Int) {
        let attempt = attempts[place]
        for step in attempt.words(own: own) { say(step, attempt.id, to: attempt.peer) }
    }

    /// The end of an attempt without success.
    mutating func end(
        _ place: Int, _ ending: ExchangeEnding, saying reason: ExchangeStep.Reason? = nil, at now: Instant
    ) {
        let attempt = attempts.remove(at: place)
        if attempt.isCommitted { records.mismatched(attempt.peer, isStranger: attempt.isStranger, at: now) }
        if let reason { say(.end(reason), attempt.id, to: attempt.peer) }
        tell(.ended(ending), attempt.peer)
    }

    /// With whom our owner compares digits, or is about to.
    var comparedWith: PublicKey? { attempts.first(where: \.holdsTheScreen)?.peer }

    /// At the end of whatever happened: the next whose turn was waited for goes on, if the screen is free.
    mutating func takeTurns(at now: Instant) {
        while comparedWith == nil, let place = attempts.firstIndex(where: \.awaitsTurn) {
            switch attempts[place].phase {
            case .asking(let asking): if let answer = asking.acceptance { compare(place, asking, answer, at: now) }
            case .asked(let asked): if let offer = asked.offer { answer(place, asked, with: offer, at: now) }
            case .accepted, .comparing: preconditionFailure("these had their turn")
            }
        }
    }

    /// Attempts whose time is over. A stranger's request that nobody answered looks to them like one that was declined.
    mutating func expire(at now: Instant) {
        while let place = attempts.firstIndex(where: { $0.deadline <= now }) {
            end(place, .expired, saying: attempts[place].isAsked ? nil : .withdrawn, at: now)
        }
    }
}
