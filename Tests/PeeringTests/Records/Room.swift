import Cards
import Gatherings
import Keys
import Peering
import Wire

/// Several nodes with real keys in one room: messages arrive at once and in order, as bytes; disks are memory; time
/// moves when told. Some links may have no node behind them: there the test speaks.
final class Room {
    /// One message, and the bytes that it took.
    struct Sent {
        let from: Int
        /// Who got it; nil where the test is.
        let to: Int?
        let link: LinkID
        let message: Message
        let bytes: Int
    }

    struct Host {
        let key: SigningKey
        var node: Node
        var disk = MemoryDisk()
        var wakeMS: Int64?
        /// The disk does nothing until told.
        var isDiskHeld = false
        var jobs: [MemoryDisk.Job] = []
        /// The other ends; a puppet has none.
        var links: [LinkID: (host: Int, link: LinkID)?] = [:]
        var notices: [Node.Notice] = []
        /// What DNS-SD was to name, list by list.
        var advertised: [[UInt32]] = []
        var closed: [LinkID: CloseReason] = [:]
        /// What it wanted to dial, and the dials; nothing comes of them.
        var dialled: [[Endpoint]] = []
        var dials: [DialID] = []
    }

    var hosts: [Host] = []
    private(set) var nowMS: Int64 = 0
    /// All that was said, in order.
    var wire: [Sent] = []
    /// Messages for which this is true get lost.
    var loses: (Sent) -> Bool = { _ in false }
    private var events: [(host: Int, event: Node.Event)] = []
    private var isDelivering = false
    private var nextLink: UInt64 = 1

    init(_ count: Int) throws {
        for number in 0..<count {
            let key = try Self.key(number)
            hosts.append(Host(key: key, node: try Self.node(key, [], seed: UInt64(number), at: 0)))
            tell(number, .started(listening: []))
        }
    }

    /// The same key for the same number.
    static func key(_ number: Int) throws -> SigningKey {
        try SigningKey(seed: Secret(copying: (0..<32).map { UInt8(truncatingIfNeeded: $0 * 7 + number) }))
    }

    private static func node(
        _ key: SigningKey, _ gatherings: [RestoredRecord], _ invitations: [Invitation] = [], seed: UInt64,
        at nowMS: Int64
    ) throws -> Node {
        var restored = Restored(badge: try Badge(entering: "Somebody"))
        restored.gatherings = gatherings
        restored.invitations = invitations
        return Node(
            signer: key, verifier: PersonVerifier(), restored: restored, startWallMS: 1_000_000 + UInt64(nowMS),
            seed: seed, at: Stage.instant(nowMS))
    }

    // What happens.

    /// Tells a node something, and lets everything happen that follows at once.
    func tell(_ host: Int, _ event: Node.Event) {
        events.append((host, event))
        guard !isDelivering else { return }
        isDelivering = true
        defer { isDelivering = false }
        while !events.isEmpty {
            let (host, event) = events.removeFirst()
            for effect in hosts[host].node.handle(event, at: Stage.instant(nowMS)) { perform(effect, at: host) }
            if !hosts[host].isDiskHeld { work(at: host) }
        }
    }

    func command(_ host: Int, _ command: Node.Command) { tell(host, .command(command)) }

    /// Lets time pass, firing timers on their way.
    func pass(_ milliseconds: Int64) {
        let end = nowMS + milliseconds
        while let (host, wake) = hosts.indices.compactMap({ host in hosts[host].wakeMS.map { (host, $0) } })
            .min(by: { $0.1 < $1.1 }), wake <= end
        {
            nowMS = max(nowMS, wake)
            hosts[host].wakeMS = nil
            tell(host, .timerFired)
        }
        nowMS = end
    }

    /// Opens a link that the first dialled.
    @discardableResult
    func link(_ dialler: Int, _ other: Int, as persona: Persona = .attendee) -> (LinkID, LinkID) {
        let (here, there) = (LinkID(nextLink), LinkID(nextLink + 1))
        nextLink += 2
        hosts[dialler].links[here] = .some((other, there))
        hosts[other].links[there] = .some((dialler, here))
        let dialled = opened(here, to: hosts[other].key.publicKey, DialID(here.number), hash: here.number, as: persona)
        let accepted = opened(there, to: hosts[dialler].key.publicKey, nil, hash: here.number)
        events.append((dialler, .linkOpened(dialled)))
        tell(other, .linkOpened(accepted))
        return (here, there)
    }

    /// Opens a link to somebody who says only what the test says.
    func puppet(_ host: Int, _ key: PublicKey, isDialled: Bool = false) -> LinkID {
        let id = LinkID(nextLink)
        nextLink += 2
        hosts[host].links[id] = .some(nil)
        tell(host, .linkOpened(opened(id, to: key, isDialled ? DialID(id.number) : nil, hash: id.number)))
        return id
    }

    /// What both sides of a link share.
    static func handshakeHash(_ number: UInt64) -> [UInt8] { (0..<64).map { UInt8(truncatingIfNeeded: $0 ^ number) } }

    private func opened(
        _ id: LinkID, to peer: PublicKey, _ dial: DialID?, hash: UInt64, as persona: Persona = .attendee
    ) -> OpenedLink {
        OpenedLink(
            id: id, peer: peer, dial: dial, remote: endpoint(9), interface: 3, persona: persona,
            handshakeHash: Self.handshakeHash(hash))
    }

    /// Both sides lose a link.
    func unlink(_ host: Int, _ link: LinkID) {
        guard let end = hosts[host].links.removeValue(forKey: link) else { return }
        events.append((host, .linkClosed(link)))
        if let end {
            hosts[end.host].links[end.link] = nil
            events.append((end.host, .linkClosed(end.link)))
        }
        if !isDelivering, let (host, event) = events.popLast() { tell(host, event) }
    }

    /// A puppet says something.
    func say(_ messages: Message..., to host: Int, over link: LinkID) {
        for message in messages { tell(host, .received(link, message)) }
    }

    // Disks.

    func holdDisk(_ host: Int) { hosts[host].isDiskHeld = true }

    /// The disk does what waits, and goes on at once from now on.
    func releaseDisk(_ host: Int) {
        hosts[host].isDiskHeld = false
        work(at: host)
    }

    /// The disk does what waits now, and nothing that comes of it.
    func syncDisk(_ host: Int) {
        let jobs = hosts[host].jobs
        hosts[host].jobs = []
        for job in jobs { work(on: job, at: host) }
    }

    /// These entries are not to be written any more.
    func dropWrites(_ host: Int, of entries: Set<EntryID>) {
        hosts[host].jobs.removeAll { job in
            if case .write(.entries(_, let run)) = job { entries.contains(run.last.id) } else { false }
        }
    }

    /// The disk refuses what waits, and goes on from now on.
    func failDisk(_ host: Int) {
        hosts[host].jobs = []
        hosts[host].isDiskHeld = false
    }

    /// The node starts again, from what the disk holds or held earlier.
    func restart(
        _ host: Int, from disk: MemoryDisk? = nil, changing change: (inout RestoredRecord) -> Void = { _ in }
    ) throws {
        for link in hosts[host].links.keys.sorted() { unlink(host, link) }
        hosts[host].jobs = []
        hosts[host].isDiskHeld = false
        hosts[host].disk = disk ?? hosts[host].disk
        hosts[host].wakeMS = nil
        var joined = hosts[host].disk.joined
        for place in joined.indices { change(&joined[place]) }
        hosts[host].node = try Self.node(
            hosts[host].key, joined, hosts[host].disk.invitations,
            seed: UInt64(1_000 + host) + UInt64(nowMS), at: nowMS)
        tell(host, .started(listening: []))
    }

    private func work(at host: Int) {
        while !hosts[host].isDiskHeld, !hosts[host].jobs.isEmpty {
            work(on: hosts[host].jobs.removeFirst(), at: host)
        }
    }

    private func work(on job: MemoryDisk.Job, at host: Int) {
        switch job {
        case .write(let change): hosts[host].disk.write(change)
        case .stored(let token): tell(host, .stored(token))
        case .work(let gathering, .read(let link, let spans)):
            let entries = hosts[host].disk.entries(of: gathering, in: spans)
            tell(host, .record(gathering, .read(link, entries)))
        case .work(let gathering, .prove(let log, let height, let other)):
            let own = hosts[host].disk.kept[gathering]?.logs[log] ?? []
            let proof = own.indices.contains(height) ? try? ForkProof(own[height], other) : nil
            tell(host, .record(gathering, .proof(proof)))
        case .work: preconditionFailure("the disk does not check")
        }
    }

    // What nodes want.

    private func perform(_ effect: Node.Effect, at host: Int) {
        switch effect {
        case .send(let link, let message): send(message, over: link, from: host)
        case .close(let link, let reason):
            hosts[host].closed[link] = reason
            unlink(host, link)
        case .wake(let at): hosts[host].wakeMS = at.milliseconds(since: Stage.instant(0))
        case .check(let link, let presences): events.append((host, .checked(link, presences.map(Self.check))))
        case .checkFounding(let link, let bytes):
            guard let entry = try? Entry(decoding: bytes), entry.header.gathering == nil, entry.isGenuine else { break }
            events.append((host, .foundingChecked(link, entry)))
        case .record(let gathering, .check(let link, let entries, let pushed)):
            let checked = CheckedEntries(checking: entries, of: gathering)
            events.append((host, .record(gathering, .checked(link, checked, pushed: pushed))))
        case .record(let gathering, .checkProof(_, let first, let second)):
            let entries = [first, second].compactMap { try? Entry(decoding: $0) }
            let proof = entries.count == 2 ? try? ForkProof(entries[0], entries[1]) : nil
            events.append((host, .record(gathering, .proof(proof))))
        case .record(let gathering, let task): hosts[host].jobs.append(.work(gathering, task))
        case .persist(let change): hosts[host].jobs.append(.write(change))
        case .awaitStored(let token): hosts[host].jobs.append(.stored(token))
        case .notify(let notice): hosts[host].notices.append(notice)
        case .advertise(let gatherings): hosts[host].advertised.append(gatherings)
        case .dial(let dial, let endpoints, _):
            hosts[host].dialled.append(endpoints)
            hosts[host].dials.append(dial)
        case .setVisible, .resolve: break
        }
    }

    private func send(_ message: Message, over link: LinkID, from host: Int) {
        guard let end = hosts[host].links[link] else { return }
        let bytes = message.encoded()
        precondition(bytes.count <= WireLimits.messageBytesMax, "a message fits in a frame")
        let sent = Sent(from: host, to: end?.host, link: link, message: message, bytes: bytes.count)
        wire.append(sent)
        guard let end, !loses(sent) else { return }
        guard let received = try? Message(decoding: bytes), received == message else {
            preconditionFailure("a message comes as it was sent")
        }
        events.append((end.host, .received(end.link, received)))
    }

    private static func check(_ presence: SignedPresence) -> Node.CheckedPresence {
        let author = try? PublicKey(presence.header.author)
        let signature = try? Signature(presence.signature)
        let isGenuine = author.flatMap { key in signature.map { key.verifies($0, of: presence.signedBytes) } } ?? false
        return Node.CheckedPresence(presence: presence, author: isGenuine ? author : nil)
    }
}
