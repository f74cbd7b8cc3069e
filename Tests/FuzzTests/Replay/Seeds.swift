import Cards
import Gatherings
import Keys
import Pads
import Wire

@testable import Discovery

/// What our own encoders write, for each target: all of it is good. A fuzzer begins here.
enum Seeds {
    static func of(_ target: FuzzTarget) throws -> [[UInt8]] {
        switch target {
        case .frame: frames
        case .handshake: handshakes
        case .message: try messages()
        case .profile: [profile.encoded()]
        case .entry: try entries().map { $0.encoded() } + entries().map { $0.retracted.encoded() }
        case .content: try contents().map(written)
        case .pad: pads
        // Nothing writes these but the benchmarks of pads: the corpus has them.
        case .padFile: []
        case .jws: [try sealed().jws]
        case .card: [try sealed().card.encoded()]
        case .vcard: [VCard.write(try sealed().card, of: FixedKeys.ours.publicKey)]
        case .code: try codes()
        case .txt: [TXTRecord.advertised, TXTRecord.encode(["v=x", "V=1", "v=999", "v=1"])]
        case .sightings: [sightings]
        case .head: heads.map { Array($0.utf8) }
        }
    }

    private static let hash = [UInt8](repeating: 9, count: 32)

    // Links.

    private static let frames: [[UInt8]] = [
        [0, 6] + Script.part([1, 2, 3]) + Script.part([]) + Script.part([4]),
        [1, 0, 7, 0, 0] + Script.part(Message.prune.encoded()) + Script.part(Message.ping(answer: true).encoded()),
    ]

    private static let handshakes: [[UInt8]] = {
        let said = HandshakeFuzz.honest
        return [
            [0] + Script.part(said.hello) + Script.part(said.finish), [1] + Script.part(said.reply), [2, 1], [3, 1],
        ]
    }()

    private static let profile = Profile(
        name: "आशा", headline: "maps for NGOs", topics: ["maps", "open data"], asks: ["a treasurer"],
        offers: ["QGIS help"],
        endpoints: [
            Endpoint(address: .v4(0xC000_0201), port: 22_484),
            Endpoint(address: .v6(high: 0xFE80_0000_0000_0000, low: 1), port: 1_024),
        ], gatherings: [7], instance: "baithak-k3f9")

    private static func messages() throws -> [[UInt8]] {
        let key = FixedKeys.ours.publicKey.bytes
        let header = PresenceHeader(
            author: key, stamp: 1_800_000_000_123, intervalMS: 20_000, leaving: false,
            profileHash: Array(Blake2b.hash(profile.encoded(), length: 32).prefix(16)))
        let presence = SignedPresence(
            header: header, headerBytes: header.encoded(),
            signature: FixedKeys.ours.sign(SignedPresence.signatureContext + header.encoded()).bytes,
            profileBytes: profile.encoded(), ageMS: 1)
        let entry = try entries()[0].encoded()
        let exchange = ExchangeID([UInt8](repeating: 1, count: 16))
        let booking = BookingID([UInt8](repeating: 1, count: 16))
        let time = DeskTime(day: "2026-11-28", startMinute: 860)
        let steps: [RecordStep] = [
            .frontier(hash), .same, .buckets([UInt8](repeating: 5, count: WireLimits.bucketBytes)),
            .lines([LogLine(log: 4, height: 5, head: 6, stop: 0)], buckets: 1, takesNewLogs: true),
            .wants([LogRange(log: 9, heights: 3..<4)], graft: true), .entries([entry], pushed: true),
            .taken(messages: 1), .held([LogHeight(log: 1, height: 2)]), .prune, .askProof(3), .proof(entry, entry),
            .askFounding, .founding(entry),
        ]
        let messages: [Message] =
            [
                .presences([presence]), .have([Announcement(author: 1, stamp: 2)], whole: true),
                .graft([7], once: true), .pull([1, 2]), .prune, .ping(answer: true), .cardUpdate(try sealed().jws),
                .cardTaken(hash), .gatherings(open: [hash], proofs: [[UInt8](repeating: 2, count: 16)]),
            ] + steps.map { .record(7, $0) }
            + (exchange.map { id in
                [
                    .exchange(id, .request(commitment: hash, unverified: true)), .exchange(id, .reveal(nonce: hash)),
                    .exchange(id, .accept(nonce: hash, unverified: false)), .exchange(id, .confirm),
                    .exchange(id, .receipt(hash + hash)),
                ]
            } ?? [])
            + (booking.map { id in
                [
                    .desk(7, id, .request(desk: hash, slot: time, about: "our page")),
                    .desk(7, id, .answer(.taken(next: time))), .desk(7, id, .release),
                ]
            } ?? [])
        return messages.map { $0.encoded() }
    }

    // Gatherings.

    private static func entries() throws -> [Entry] {
        let (kind, shape, content) = Content.founding(try founding()).encoded()
        let first = try Entry(
            signing: EntryHeader(
                gathering: nil, log: LogID(author: FixedKeys.ours.publicKey, number: 1), height: 0, previous: nil,
                document: nil, parents: [], createdMS: 1_800_000_000_000, kind: kind, shape: shape, content: content),
            content: content, by: FixedKeys.ours)
        let (nextKind, nextShape, said) = Content.padEdit(try .init([.insert(at: 0, ["a", "é"])])).encoded()
        let next = try Entry(
            signing: EntryHeader(
                gathering: first.id, log: first.header.log, height: 1, previous: first.id, document: first.id,
                parents: [first.id], createdMS: 1_800_000_000_001, kind: nextKind, shape: nextShape, content: said),
            content: said, by: FixedKeys.ours)
        return [first, next]
    }

    private static func founding() throws -> Content.Founding {
        try Content.Founding(
            title: "OSSCamp", place: "Delhi", firstDay: try Day("2027-01-30"), lastDay: try Day("2027-01-31"),
            organisers: [FixedKeys.theirs.publicKey], invitationHash: Invitation.hash(of: [1]))
    }

    private static func contents() throws -> [Content] {
        let entry = try entries()[0]
        let time = try Content.SlotTime(day: try Day("2027-01-30"), startMinute: 600)
        return [
            .founding(try founding()), .join(try .init(name: "Asha", membershipTag: Invitation.hash(of: [2]))), .leave,
            .organiser(FixedKeys.theirs.publicKey), .room(try .init(name: "Lawn", exists: false)),
            .slot(try .init(time: time, lengthMinutes: 45)),
            .session(try .init(title: "Maps", about: "of villages", topics: ["maps"], lengthMinutes: 45)),
            .sessionEdit(try .init(session: entry.id, title: "Maps!", topics: [])),
            .want(.init(session: entry.id, wanted: true)),
            .placement(try .init(session: entry.id, room: "Lawn", slot: time)),
            .padEdit(try .init([.insert(at: 3, ["a", "é"]), .delete(at: 1, count: 2)])),
            .retraction(.init(of: entry)), .desk(.opens(try .init(title: "QGIS", slots: [time], lengthMinutes: 20))),
            .desk(.closes(entry.id)),
            .deskSlot(.init(desk: entry.id, slot: time, isTaken: true)),
        ]
    }

    private static func written(_ content: Content) -> [UInt8] {
        let (kind, shape, said) = content.encoded()
        return [UInt8(kind)] + Script.part(shape) + said
    }

    private static let pads: [[UInt8]] = [
        // One person, twice: three scalars, and one of them gone.
        [0, 0, 2, 0, 0, 2, 3] + [0, 1, 2, 0, 1, 8, 0],
        // Three at one spot, and one who takes it back.
        [0, 0, 2, 0, 0, 2, 3] + [1, 1, 2, 0, 1, 0, 4] + [2, 2, 2, 0, 1, 0, 5] + [1, 7, 1, 1],
    ]

    // Cards, and what people type.

    private static func sealed() throws -> SealedCard {
        var details = CardDetails(name: "Asha Rao")
        details.emails = ["asha@example.org"]
        details.phones = ["+91 11 5550 0100"]
        details.notes = ["met; at the lawn, twice\nreally"]
        details.photo = .init(type: "image/gif", bytes: Array("GIF89a".utf8))
        let uid = Card.uid(of: FixedKeys.ours.publicKey, face: "work")
        let card = Card(details, uid: uid, updatedMS: 1_800_000_000_000)
        return try SealedCard.seal(card, by: FixedKeys.ours, issuedAt: 1_800_000_000, expiresAt: 1_900_000_000)
    }

    private static func codes() throws -> [[UInt8]] {
        let key = FixedKeys.ours.publicKey
        let secret = [UInt8](repeating: 3, count: Invitation.secretBytes)
        let invitation = try Invitation(secret: secret, gatheringPrefix: 7)
        return [KeyCode(key, nowMS: CodeFuzz.nowMS).text, invitation.text, key.hex].map { Array($0.utf8) }
    }

    /// A service is seen and looked for, resolved, and has an address.
    private static let sightings: [UInt8] =
        [0, 1, 0, 7] + [1, 1, 3, 7] + [1, 1, 4, 0x57, 0xD4, 0, 7] + Script.part(TXTRecord.advertised)
        + [1, 1, 6] + Script.part([192, 0, 2, 1]) + [0]

    private static let heads = [
        "GET /v1/status HTTP/1.1\r\nHost: baithak\r\n\r\n",
        "GET /v1/gatherings/%37/pads/ab%2Fcd HTTP/1.1\r\nHost: baithak\r\nConnection: close\r\n\r\n",
        "GET /v1/events HTTP/1.1\r\nHost: baithak\r\nAccept: text/event-stream\r\n\r\n",
        "GET /v1/contacts HTTP/1.0\r\n\r\nGET /v1/badge HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /v1/stop HTTP/1.1\r\nHost: baithak\r\nContent-Length: 0\r\n\r\n",
    ]
}
