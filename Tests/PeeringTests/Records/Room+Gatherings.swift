import Gatherings
import Keys
import Peering
import Testing
import Wire

extension Room {
    static let secret = [UInt8](repeating: 5, count: Invitation.secretBytes)

    /// Founds a gathering; by invitation if there is a secret, and by other rules if there is a number.
    func found(_ host: Int, secret: [UInt8]? = nil, rules: UInt8? = nil) throws -> EntryID {
        let day = try Day("2026-11-28")
        let founding = Content.Founding.self
        let (kind, shape, content) = Content.founding(
            try founding.init(
                title: "OSSCamp", place: "Room 4", firstDay: day, lastDay: day,
                invitationHash: secret.map { Invitation.hash(of: $0) })
        ).encoded()
        let draft = EntryDraft(
            document: EntryID(hosts[host].key.publicKey.compact), parents: [], kind: kind, shape: shape,
            content: content + (rules.map { [8 << 3, $0] } ?? []), createdMS: 1)
        command(host, .foundGathering(draft, secret: secret))
        return try #require(hosts[host].node.gatherings.last)
    }

    /// A gathering founded by the first, whom all others have a link to and joined.
    static func gathered(_ count: Int, linked: Bool = true) throws -> (room: Room, gathering: EntryID) {
        let room = try Room(count)
        let gathering = try room.found(0)
        for other in 1..<max(1, count) {
            let link = room.link(other, 0).1
            room.command(other, .joinGathering(gathering))
            #expect(room.frontier(other, gathering) == room.frontier(0, gathering))
            if !linked { room.unlink(0, link) }
        }
        room.wire = []
        return (room, gathering)
    }

    /// Writes an entry of a kind that nobody knows.
    func write(_ host: Int, _ text: String, in gathering: EntryID, kind: UInt32 = 99) {
        write(host, Array(text.utf8), in: gathering, kind: kind)
    }

    func write(_ host: Int, _ content: [UInt8], in gathering: EntryID, kind: UInt32 = 99) {
        command(
            host,
            .writeEntry(
                gathering,
                EntryDraft(document: gathering, parents: [], kind: kind, content: content, createdMS: 2)))
    }

    func record(_ host: Int, _ gathering: EntryID) -> Record? { hosts[host].node.record(of: gathering) }

    func frontier(_ host: Int, _ gathering: EntryID) -> EntryID? {
        var record = record(host, gathering)
        return record?.frontierHash()
    }

    /// Whether all hold the same, and their disks hold it too.
    func agree(on gathering: EntryID) -> Bool {
        hosts.indices.allSatisfy { host in
            guard let record = record(host, gathering), let kept = hosts[host].disk.kept[gathering] else {
                return false
            }
            let isKept = record.all.allSatisfy { id, log in
                kept.logs[id]?.count ?? 0 == log.height && (log.height == 0 || kept.logs[id]?.last?.id == log.head)
                    && kept.proofs[id]?.height == log.stop
            }
            return isKept && frontier(host, gathering) == frontier(0, gathering)
        }
    }

    /// How many entries of somebody one holds, over all their logs.
    func count(_ host: Int, of author: Int, _ gathering: EntryID) -> Int {
        record(host, gathering)?.all.filter { $0.id.author == hosts[author].key.publicKey }
            .reduce(0) { $0 + $1.log.height } ?? 0
    }

    /// What was said about records from one to another, in order; to nobody means to the test.
    func steps(from: Int? = nil, to: Int? = nil) -> [RecordStep] {
        wire.filter { (from ?? $0.from) == $0.from && (to ?? $0.to) == $0.to }.compactMap(\.step)
    }

    /// What was said about records over a link, as its host names it.
    func steps(over link: LinkID) -> [RecordStep] { wire.filter { $0.link == link }.compactMap(\.step) }

    /// Who has a link to whom: the link as the first names it.
    func link(from host: Int, to other: Int) throws -> LinkID {
        let links = hosts[host].links
        return try #require(links.keys.sorted().first { links[$0].flatMap { $0 }?.host == other })
    }
}

extension Room.Sent {
    var step: RecordStep? { if case .record(_, let step) = message { step } else { nil } }

    /// Entries of this message.
    var entries: [[UInt8]] { if case .entries(let entries, _)? = step { entries } else { [] } }

    var isPush: Bool { if case .entries(_, pushed: true)? = step { true } else { false } }
}

extension [RecordStep] {
    var pushes: [[[UInt8]]] { compactMap { if case .entries(let entries, pushed: true) = $0 { entries } else { nil } } }

    /// Messages of entries that were asked for; the end of a stream is one without any.
    var streamed: [[[UInt8]]] {
        compactMap { if case .entries(let entries, pushed: false) = $0 { entries } else { nil } }
    }

    var held: [LogHeight] {
        flatMap { step -> [LogHeight] in if case .held(let heights) = step { heights } else { [] } }
    }

    var wants: [(ranges: [LogRange], graft: Bool)] {
        compactMap { if case .wants(let ranges, let graft) = $0 { (ranges, graft) } else { nil } }
    }

    /// How many messages of entries were said to be stored.
    var taken: Int { reduce(0) { if case .taken(let messages) = $1 { $0 + Int(messages) } else { $0 } } }

    func count(of step: RecordStep) -> Int { count { $0 == step } }
}
