import Keys
import Peering
import Wire

/// One attack from the middle: moves at random, but never a reveal that is known to fail, unless now and then.
struct MiddleAttack {
    private var victims: [MiddleVictim]
    private let codes: UInt64
    private let weakness: MiddleMan.Weakness?
    private var dice: Dice
    private var now = MiddleVictim.start
    /// Steps that were said to each victim, to be repeated.
    private var said: [[(step: ExchangeStep, id: ExchangeID)]] = [[], []]
    /// Nonces that people have shown.
    private var nonces: [[UInt8]] = []
    private(set) var consents = 0

    init(codes: UInt64, weakness: MiddleMan.Weakness?, dice: Dice) {
        self.codes = codes
        self.weakness = weakness
        self.dice = dice
        victims = [
            MiddleVictim("Alice", meets: "Bob", codes: codes, dice: &self.dice),
            MiddleVictim("Bob", meets: "Alice", codes: codes, dice: &self.dice),
        ]
    }

    private static let movesMax = 40
    /// What is tried to find a value that fits, four for each code.
    private var searches: Int { Int(min(codes, 4_096)) * 4 }

    /// Whether both screens showed the same digits.
    mutating func run() -> Bool {
        for _ in 0..<Self.movesMax {
            let victim = dice.below(2)
            move(victim, dice.below(victims[victim].masks.count))
            let shown = victims.map { $0.masks.compactMap(\.shown) }
            if !Set(shown[0]).isDisjoint(with: shown[1]) { return true }
            if !shown[0].isEmpty, !shown[1].isEmpty { seeDifference() }
        }
        return false
    }

    /// Both people look at both screens, and the digits differ.
    private mutating func seeDifference() {
        for victim in victims.indices {
            for index in victims[victim].masks.indices where victims[victim].masks[index].shown != nil {
                tell(victim, .command(.reportMismatch(victims[victim].masks[index].signer.publicKey)))
                victims[victim].masks[index].attempt = nil
            }
        }
    }

    /// Mostly what leads on, else whatever the network allows.
    private mutating func move(_ victim: Int, _ index: Int) {
        let mask = victims[victim].masks[index]
        guard dice.below(4) > 0 else { return disturb(victim, index) }
        switch mask.attempt?.role {
        case nil: if dice.below(2) == 0 { ask(victim, index) } else { personAsks(victim, index) }
        case .responder: answer(victim, index)
        case .requester: reveal(victim, index)
        }
    }

    private mutating func disturb(_ victim: Int, _ index: Int) {
        switch dice.below(5) {
        case 0: flicker(victim, index, hash: bytes(64))
        case 1: ask(victim, index)
        case 2: personAsks(victim, index)
        case 3:
            say(.end(dice.below(2) == 0 ? .withdrawn : .mismatch), victim, index)
            victims[victim].masks[index].attempt = nil
        default:
            if !said[victim].isEmpty {
                let again = said[victim][dice.below(said[victim].count)]
                tell(victim, index, again.step, again.id)
            }
            now = now.advanced(byMS: Self.pausesMS[dice.below(Self.pausesMS.count)])
            tell(victim, .timerFired)
        }
    }

    /// Until the next answer, after an attempt's time, after a rest.
    private static let pausesMS: [Int64] = [1, 1, 1, 1_000, 125_000, 601_000]

    private mutating func flicker(_ victim: Int, _ index: Int, hash: [UInt8]) {
        hear(victim, victims[victim].closeLink(index, at: now))
        hear(victim, victims[victim].openLink(index, hash: hash, at: now))
    }

    // What the one in the middle does.

    /// Asks as the other person; the name of the exchange may be that of the other side's, the nonce one that was seen.
    private mutating func ask(_ victim: Int, _ index: Int) {
        let others = victims[1 - victim].masks.compactMap(\.attempt)
        let id = dice.below(3) == 0 ? others.first?.id : ExchangeID(bytes(16))
        guard let id else { return }
        var attempt = MiddleVictim.Attempt(id: id, role: .requester, nonce: anyNonce())
        attempt.before = victims[victim].node
        victims[victim].masks[index].attempt = attempt
        say(request(attempt, victim, index), victim, index)
    }

    private func request(_ attempt: MiddleVictim.Attempt, _ victim: Int, _ index: Int) -> ExchangeStep {
        let commitment = ShortCode.commitment(
            to: attempt.nonce, exchange: attempt.id.bytes,
            requester: victims[victim].masks[index].signer.publicKey, responder: victims[victim].key)
        return .request(commitment: commitment, unverified: false)
    }

    private mutating func answer(_ victim: Int, _ index: Int) {
        guard let attempt = victims[victim].masks[index].attempt, attempt.role == .responder, attempt.theirs == nil
        else { return }
        say(.accept(nonce: attempt.nonce, unverified: false), victim, index)
    }

    /// Reveals if that wins, else withdraws, or reveals all the same now and then.
    private mutating func reveal(_ victim: Int, _ index: Int) {
        guard let attempt = victims[victim].masks[index].attempt, attempt.role == .requester, attempt.theirs != nil
        else { return }
        let wanted = Set(victims[1 - victim].masks.compactMap(\.shown))
        if !wanted.isEmpty { exploit(victim, index, attempt, wanted) }
        guard let attempt = victims[victim].masks[index].attempt, let code = code(attempt, victim, index) else {
            return
        }
        let fits = wanted.contains(shown(code, over: victims[victim].masks[index].linkHash))
        if fits || dice.below(3) == 0 {
            say(.reveal(nonce: attempt.nonce), victim, index)
        } else if !wanted.isEmpty {
            say(.end(.withdrawn), victim, index)
            victims[victim].masks[index].attempt = nil
        }
    }

    /// Uses what the weakness leaves to choose after both nonces are known.
    private mutating func exploit(
        _ victim: Int, _ index: Int, _ attempt: MiddleVictim.Attempt, _ wanted: Set<UInt64>
    ) {
        guard let code = code(attempt, victim, index) else { return }
        switch weakness {
        case .mixesInTheLink:
            for _ in 0..<searches {
                let hash = bytes(64)
                if wanted.contains(shown(code, over: hash)) { return flicker(victim, index, hash: hash) }
            }
        case .hasNoCommitment:
            guard let before = attempt.before, let offer = attempt.offer else { return }
            for _ in 0..<searches {
                var other = attempt
                other.nonce = bytes(32)
                guard let code = self.code(other, victim, index), wanted.contains(code) else { continue }
                // As if the request had not bound them: the person's node hears another one, and says the same.
                victims[victim].node = before
                victims[victim].masks[index].attempt = other
                say(request(other, victim, index), victim, index, answeredWith: offer)
                return
            }
        case nil: break
        }
    }

    /// The digits that both nonces of an attempt make.
    private func code(_ attempt: MiddleVictim.Attempt, _ victim: Int, _ index: Int) -> UInt64? {
        guard let theirs = attempt.theirs else { return nil }
        return ShortCode.code(
            exchange: attempt.id.bytes, requester: victims[victim].masks[index].signer.publicKey,
            responder: victims[victim].key, requesterNonce: attempt.nonce, responderNonce: theirs, codes: codes)
    }

    /// What a screen shows of these digits.
    private func shown(_ code: UInt64, over linkHash: [UInt8]) -> UInt64 {
        guard weakness == .mixesInTheLink else { return code }
        return (code + linkHash.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } % codes) % codes
    }

    private mutating func anyNonce() -> [UInt8] {
        dice.below(4) == 0 && !nonces.isEmpty ? nonces[dice.below(nonces.count)] : bytes(32)
    }

    private mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
    }

    // What the people do.

    private mutating func offer() -> ExchangeOffer {
        ExchangeOffer(
            nonce: bytes(32), answerNonce: bytes(32), card: OwnCard(face: "work", jws: [1]), unverified: false)
    }

    private mutating func personAsks(_ victim: Int, _ index: Int) {
        guard let id = ExchangeID(bytes(16)) else { return }
        decide(.exchange(victims[victim].masks[index].signer.publicKey, offer(), id: id), victim)
    }

    /// Whoever is asked accepts, if their daemon lets them.
    private mutating func decide(_ command: Node.Command, _ victim: Int) {
        guard victims[victim].node.obstacle(to: command, at: now) == nil else { return }
        consents += 1
        tell(victim, .command(command))
    }

    // What is said, and heard.

    private mutating func say(
        _ step: ExchangeStep, _ victim: Int, _ index: Int, answeredWith offer: ExchangeOffer? = nil
    ) {
        guard let id = victims[victim].masks[index].attempt?.id else { return }
        said[victim].append((step, id))
        tell(victim, index, step, id, answeredWith: offer)
    }

    private mutating func tell(
        _ victim: Int, _ index: Int, _ step: ExchangeStep, _ id: ExchangeID, answeredWith offer: ExchangeOffer? = nil
    ) {
        guard let link = victims[victim].masks[index].link else { return }
        hear(victim, victims[victim].node.handle(.received(link, .exchange(id, step)), at: now), answeredWith: offer)
    }

    private mutating func tell(_ victim: Int, _ event: Node.Event) {
        hear(victim, victims[victim].node.handle(event, at: now))
    }

    private mutating func hear(_ victim: Int, _ effects: [Node.Effect], answeredWith offer: ExchangeOffer? = nil) {
        for effect in effects {
            switch effect {
            case .send(let link, .exchange(let id, let step)):
                if let index = victims[victim].mask(of: link) { hear(victim, index, step, id) }
            case .notify(.exchange(let peer, let stage)):
                if let index = victims[victim].mask(of: peer) { see(victim, index, stage, answeringWith: offer) }
            default: break
            }
        }
    }

    private mutating func hear(_ victim: Int, _ index: Int, _ step: ExchangeStep, _ id: ExchangeID) {
        switch step {
        case .request:
            guard victims[victim].masks[index].attempt?.id != id else { return }
            victims[victim].masks[index].attempt = .init(id: id, role: .responder, nonce: anyNonce())
        case .accept(let nonce, _), .reveal(let nonce):
            nonces.append(nonce)
            guard victims[victim].masks[index].attempt?.id == id else { return }
            victims[victim].masks[index].attempt?.theirs = nonce
        default: break
        }
    }

    private mutating func see(
        _ victim: Int, _ index: Int, _ stage: ExchangeStage, answeringWith given: ExchangeOffer?
    ) {
        switch stage {
        case .requested:
            let offer = given ?? offer()
            victims[victim].masks[index].attempt?.offer = offer
            decide(.accept(victims[victim].masks[index].signer.publicKey, offer), victim)
        case .code(let code, _):
            victims[victim].masks[index].shown = shown(code, over: victims[victim].masks[index].linkHash)
        default: victims[victim].masks[index].shown = nil
        }
    }
}
