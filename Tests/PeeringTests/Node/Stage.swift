import Peering
import Wire

/// One node, and what goes on around it: time that moves when told, timers, and checks that are answered at once.
struct Stage {
    /// A moment and what the node wanted then.
    struct Entry {
        let atMS: Int64
        let effect: Node.Effect
    }

    private(set) var node: Node
    /// Milliseconds since the node started.
    private(set) var nowMS: Int64 = 0
    private var wakeMS: Int64?
    private var nextLink: UInt64 = 1
    /// Whether `check` is answered at once; else the test answers.
    var answersChecks = true
    /// Whether pings are answered at once.
    var answersPings = false
    /// Whether nothing is found of what is resolved.
    var answersResolves = false
    /// Whether dials fail at once.
    var failsDials = false
    /// All that the node ever wanted.
    private(set) var log: [Entry] = []

    static let home = endpoint(1)

    init(
        as person: Person = .me, visible: Bool = true, settings: NodeSettings = NodeSettings(),
        standings: [Person: Standing] = [:], listening: [Endpoint] = [home], seed: UInt64 = 1, trades: [Trade] = [],
        contacts: [Person: HeldCards] = [:]
    ) {
        let known = standings.map { ($0.publicKey, $1) }
        node = Node(
            signer: person, verifier: PersonVerifier(),
            restored: Restored(
                badge: person.badge, visible: visible, standings: Dictionary(uniqueKeysWithValues: known),
                trades: trades,
                contacts: Dictionary(uniqueKeysWithValues: contacts.map { ($0.publicKey, $1) })),
            settings: settings, startWallMS: 1_000_000, seed: seed, at: Self.instant(0))
        tell(.started(listening: listening))
    }

    static func instant(_ milliseconds: Int64) -> Instant { Instant(microseconds: milliseconds * 1000) }

    var now: Instant { Self.instant(nowMS) }

    /// Tells the node something; gives all that it wants, also in answer to checks and failed dials.
    @discardableResult
    mutating func tell(_ event: Node.Event) -> [Node.Effect] {
        var effects: [Node.Effect] = []
        var waiting = [event]
        while !waiting.isEmpty {
            for effect in node.handle(waiting.removeFirst(), at: now) {
                effects.append(effect)
                log.append(Entry(atMS: nowMS, effect: effect))
                switch effect {
                case .wake(let at): wakeMS = at.milliseconds(since: Self.instant(0))
                case .check(let link, let presences) where answersChecks:
                    waiting.append(.checked(link, presences.map(Person.check)))
                case .send(let link, .ping(false)) where answersPings:
                    waiting.append(.received(link, .ping(answer: true)))
                case .resolve(let instance, _) where answersResolves: waiting.append(.unresolved(instance: instance))
                case .dial(let dial, _, _) where failsDials: waiting.append(.dialFailed(dial, .unreachable))
                default: break
                }
            }
        }
        return effects
    }

    /// Lets time pass, firing the timers on their way.
    @discardableResult
    mutating func pass(_ milliseconds: Int64) -> [Entry] {
        let start = log.count
        let end = nowMS + milliseconds
        while let wake = wakeMS, wake <= end {
            nowMS = max(nowMS, wake)
            wakeMS = nil
            tell(.timerFired)
        }
        nowMS = end
        return Array(log[start...])
    }

    /// 198.51.100.x:50000, another for each link.
    private static func somewhere(_ link: LinkID) -> Endpoint {
        Endpoint(address: .v4(0xC633_6400 + UInt32(truncatingIfNeeded: link.number)), port: 50_000)
    }

    /// Opens a link to somebody.
    mutating func link(
        _ person: Person, dial: DialID? = nil, remote: Endpoint? = nil, interface: UInt32 = 3,
        persona: Persona = .attendee, local: Endpoint? = nil, ageMS: Int64 = 0
    ) -> (id: LinkID, effects: [Node.Effect]) {
        let id = LinkID(nextLink)
        nextLink += 1
        let opened = OpenedLink(
            id: id, peer: person.publicKey, dial: dial, remote: remote ?? Self.somewhere(id),
            interface: interface, persona: persona,
            handshakeHash: [UInt8](repeating: UInt8(truncatingIfNeeded: id.number), count: 64), local: local,
            ageMS: ageMS)
        return (id, tell(.linkOpened(opened)))
    }

    /// Opens a link to somebody who says at once that they are here.
    mutating func meet(_ person: Person, stamp: UInt64 = 1) -> LinkID {
        let id = link(person).id
        tell(.received(id, .presences([person.beat(stamp)])))
        return id
    }

    @discardableResult
    mutating func hear(_ presences: SignedPresence..., over link: LinkID) -> [Node.Effect] {
        tell(.received(link, .presences(presences)))
    }

    func presence(of person: Person) -> Presence? { node.attendee(person.publicKey, at: now)?.presence }
}

/// 192.0.2.x:5000.
func endpoint(_ host: UInt32, port: UInt16 = 5_000) -> Endpoint {
    Endpoint(address: .v4(0xC000_0200 + host), port: port)
}

extension Person: Hashable {
    static func == (left: Person, right: Person) -> Bool { left.publicKey == right.publicKey }

    func hash(into hasher: inout Hasher) { hasher.combine(publicKey) }
}

extension Stage {
    /// A node with links to Bob and Carol, who are known to it.
    static func withTwo() -> (stage: Stage, bob: LinkID, carol: LinkID) {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let carol = stage.meet(.carol)
        return (stage, bob, carol)
    }
}
