import Cards
import Keys
import Peering
import Wire

/// Somebody who sits between two people who want to exchange cards: to each they pretend to be the other, relay all
/// that is said, and search for nonces that make both screens show the same digits.
package struct MiddleMan: Hashable, Sendable {
    /// How often they tried.
    package let runs: Int
    /// How often both screens showed the same digits: then they have won.
    package private(set) var wins = 0
    /// How often a changed nonce was noticed at once, of those that were changed.
    package private(set) var caught = 0
    /// How often they revealed another nonce than they had committed to.
    package private(set) var cheats = 0

    /// Tries so often, with so many codes. Every other time they keep their commitment and hope; else they search
    /// `searches` nonces for one that fits and reveal that.
    package init(runs: Int, codes: UInt64, searches: Int, seed: UInt64) {
        self.runs = runs
        var dice = Dice(seed: seed)
        for run in 0..<runs {
            var attack = Attack(codes: codes, dice: Dice(seed: dice.next()))
            switch attack.run(searches: run % 2 == 0 ? 0 : searches) {
            case .same: wins += 1
            case .caught: caught += 1
            case .different: break
            }
            if attack.hasCheated { cheats += 1 }
        }
    }
}

/// One attack.
private struct Attack {
    enum Outcome {
        case same
        case different
        case caught
    }

    /// One honest person, and the link to them that the middle man holds.
    private struct Victim {
        let key: PublicKey
        let mask: any Signer
        let linkHash: [UInt8]
        var node: Node
        /// What their screen shows.
        var code: UInt64?
    }

    private var alice: Victim
    private var bob: Victim
    private let codes: UInt64
    private var dice: Dice
    private(set) var hasCheated = false

    init(codes: UInt64, dice: Dice) {
        self.codes = codes
        self.dice = dice
        alice = Self.victim("Alice", meets: "Bob", codes: codes, dice: &self.dice)
        bob = Self.victim("Bob", meets: "Alice", codes: codes, dice: &self.dice)
    }

    /// A person who has a link to a middle man who wears the other's name.
    private static func victim(_ name: String, meets other: String, codes: UInt64, dice: inout Dice) -> Victim {
        let signer = CheapSigner(seed: dice.next())
        let mask = CheapSigner(seed: dice.next())
        let hash = bytes(64, &dice)
        var node = Node(
            signer: signer, verifier: SimulatedVerifier(signatures: .cheap),
            restored: Restored(badge: SimulatedVenue.badge(name, 0)), settings: NodeSettings(codes: codes),
            startWallMS: 1, seed: dice.next(), at: now)
        var masked = Node(
            signer: mask, verifier: SimulatedVerifier(signatures: .cheap),
            restored: Restored(badge: SimulatedVenue.badge(other, 0)), startWallMS: 1, seed: 1, at: now)
        _ = node.handle(.started(listening: []), at: now)
        _ = masked.handle(.started(listening: []), at: now)
        let endpoint = Endpoint(address: .v4(0x0A00_0001), port: 5_000)
        func opened(_ peer: PublicKey) -> Node.Event {
            .linkOpened(
                OpenedLink(
                    id: LinkID(1), peer: peer, dial: nil, remote: endpoint, interface: 1, persona: .attendee,
                    handshakeHash: hash))
        }
        _ = node.handle(opened(mask.publicKey), at: now)
        for case .send(_, .presences(let presences)) in masked.handle(opened(signer.publicKey), at: now) {
            let checked = presences.map { Node.CheckedPresence(presence: $0, author: mask.publicKey) }
            _ = node.handle(.checked(LinkID(1), checked), at: now)
        }
        return Victim(key: signer.publicKey, mask: mask, linkHash: hash, node: node)
    }

    private static let now = Instant(microseconds: 0)

    private static func bytes(_ count: Int, _ dice: inout Dice) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
    }

    private mutating func offer() -> ExchangeOffer {
        ExchangeOffer(nonce: Self.bytes(32, &dice), card: OwnCard(face: "work", jws: [1]), unverified: false)
    }

    /// Hands a person's node something; what it says in the exchange comes back.
    private static func tell(_ victim: inout Victim, _ event: Node.Event) -> [ExchangeStep] {
        var steps: [ExchangeStep] = []
        for effect in victim.node.handle(event, at: now) {
            if case .send(_, .exchange(_, let step)) = effect { steps.append(step) }
            if case .notify(.exchange(_, .code(let code, _))) = effect { victim.code = code }
        }
        return steps
    }

    private static func say(_ step: ExchangeStep, _ id: ExchangeID) -> Node.Event {
        .received(LinkID(1), .exchange(id, step))
    }

    /// Alice asks "Bob". The middle man asks Bob as "Alice" and must commit before he sees Bob's nonce; he answers
    /// Alice as "Bob" before he sees hers.
    mutating func run(searches: Int) -> Outcome {
        guard let id = ExchangeID(Self.bytes(16, &dice)) else { return .different }
        let asked = Self.tell(&alice, .command(.exchange(alice.mask.publicKey, offer(), id: id)))
        guard case .request = asked.first else { return .different }
        var committed = Self.bytes(32, &dice)
        let commitment = ShortCode.commitment(
            to: committed, exchange: id.bytes, requester: bob.mask.publicKey, responder: bob.key)
        _ = Self.tell(&bob, Self.say(.request(commitment: commitment, unverified: false), id))
        let accepted = Self.tell(&bob, .command(.accept(bob.mask.publicKey, offer())))
        guard case .accept(let bobsNonce, _) = accepted.first else { return .different }
        let answered = Self.tell(&alice, Self.say(.accept(nonce: Self.bytes(32, &dice), unverified: false), id))
        guard case .reveal = answered.first, let wanted = alice.code else { return .different }
        for _ in 0..<searches {
            let nonce = Self.bytes(32, &dice)
            let code = ShortCode.code(
                linkHash: bob.linkHash, exchange: id.bytes, requester: bob.mask.publicKey, responder: bob.key,
                requesterNonce: nonce, responderNonce: bobsNonce, codes: codes)
            guard code == wanted else { continue }
            committed = nonce
            hasCheated = true
            break
        }
        let end = Self.tell(&bob, Self.say(.reveal(nonce: committed, linkHash: bob.linkHash), id))
        if case .end(.mismatch) = end.first { return .caught }
        return bob.code == wanted ? .same : .different
    }
}

extension MiddleMan {
    /// Whether they won as often as somebody who guesses, within three standard deviations, and every cheat was caught.
    package func isAsLuckyAsGuessing(codes: UInt64) -> Bool {
        let guesses = Double(runs - cheats)
        let expected = guesses / Double(codes)
        let deviation = (expected * (1 - 1 / Double(codes))).squareRoot()
        return cheats == caught && abs(Double(wins) - expected) <= max(3 * deviation, 1)
    }

    /// The outcome as a sentence.
    package func sentence(codes: UInt64) -> String {
        "\(runs) attacks from the middle at \(codes) codes: \(wins) won, "
            + "\(caught) of \(cheats) broken commitments caught"
    }
}
