import Testing
import Wire

/// Messages of every kind, with fields at and between their bounds.
enum Samples {
    static let header = PresenceHeader(
        author: (0..<32).map { UInt8($0) }, stamp: 1_700_000_000_123, intervalMS: 20_000, leaving: false,
        profileHash: (0..<16).map { UInt8(200 + $0) })

    static let profile = Profile(
        name: "आशा", headline: "maps for NGOs", topics: ["maps", "open data"], asks: ["a treasurer"],
        offers: ["QGIS help"],
        endpoints: [
            Endpoint(address: .v4(0xC000_0201), port: 22_484),
            Endpoint(address: .v6(high: 0xFE80_0000_0000_0000, low: 1), port: 1_024),
        ])

    static func presence(
        _ header: PresenceHeader = header, profile: [UInt8]? = nil, ageMS: UInt32 = 0
    ) -> SignedPresence {
        SignedPresence(
            header: header, headerBytes: header.encoded(), signature: (0..<64).map { UInt8($0 * 3) },
            profileBytes: profile, ageMS: ageMS)
    }

    static let leaving = PresenceHeader(
        author: header.author, stamp: .max, intervalMS: 600_000, leaving: true, profileHash: header.profileHash)

    static let announcements = [
        Announcement(author: 0, stamp: 0), Announcement(author: .max, stamp: .max), Announcement(author: 1, stamp: 2),
    ]

    static let messages: [Message] =
        [
            .presences([]),
            .presences([presence()]),
            .presences([presence(leaving, ageMS: .max), presence(profile: profile.encoded(), ageMS: 1)]),
            .have([], whole: false),
            .have(announcements, whole: false),
            .have(announcements, whole: true),
            .graft([], once: false),
            .graft([0, 1, .max], once: false),
            .graft([7], once: true),
            .pull([]),
            .pull([0, 1, .max]),
            .prune,
            .ping(answer: false),
            .ping(answer: true),
            .cardUpdate([1]),
            .cardUpdate([UInt8](repeating: 0x41, count: 300)),
            .cardTaken([UInt8](repeating: 9, count: 32)),
        ] + steps.map { .exchange(exchange, $0) } + records + desks

    /// Everything that is said about desks.
    static let desks = deskSteps.map { Message.desk(7, booking, $0) }

    static let booking = BookingID((0..<16).map { UInt8($0) }) ?? unbooked()

    private static func unbooked() -> BookingID { preconditionFailure("16 bytes name a booking") }

    static let deskTime = DeskTime(day: "2026-11-28", startMinute: 860)

    static let deskSteps: [DeskStep] = [
        .request(desk: [UInt8](repeating: 1, count: 32), slot: deskTime, about: "our Facebook page"),
        .request(desk: [UInt8](repeating: 1, count: 32), slot: DeskTime(day: "", startMinute: 0), about: ""),
        .answer(.unknown), .answer(.accepted), .answer(.taken(next: nil)), .answer(.taken(next: deskTime)),
        .answer(.closed), .answer(.freed), .answer(.tooMany), .answer(.released), .release,
    ]

    static let exchange = ExchangeID((0..<16).map { UInt8($0) }) ?? unnamed()

    private static func unnamed() -> ExchangeID { preconditionFailure("16 bytes name an exchange") }

    static let steps: [ExchangeStep] =
        [
            .request(commitment: [UInt8](repeating: 1, count: 32), unverified: false),
            .request(commitment: [UInt8](repeating: 1, count: 32), unverified: true),
            .accept(nonce: [UInt8](repeating: 2, count: 32), unverified: true),
            .reveal(nonce: [UInt8](repeating: 3, count: 32)), .confirm,
            .card([5]), .card([UInt8](repeating: 0x41, count: 300)),
            .receipt([UInt8](repeating: 6, count: 64)),
        ] + ExchangeStep.Reason.allCases.map { .end($0) }

    /// The largest presence that is allowed.
    static let largest = presence(
        leaving, profile: [UInt8](repeating: 7, count: WireLimits.profileBytesMax), ageMS: .max)
}

/// Short in the list of what was tested.
extension Message: CustomTestStringConvertible {
    /// Kind and size.
    package var testDescription: String {
        switch self {
        case .presences(let presences): "\(presences.count) presences"
        case .have(let announcements, let whole): "\(announcements.count) announcements\(whole ? ", whole" : "")"
        case .graft(let authors, let once): "\(authors.count) questions\(once ? ", once" : "")"
        case .pull(let authors): "\(authors.count) questions without profiles"
        case .prune: "prune"
        case .ping(let answer): answer ? "answer to a ping" : "ping"
        case .exchange(_, let step): "exchange \(String(String(describing: step).prefix(12)))"
        case .cardUpdate(let jws): "newer card of \(jws.count) bytes"
        case .cardTaken: "card taken"
        case .gatherings(let open, let proofs): "\(open.count) open gatherings, \(proofs.count) others"
        case .desk(_, _, let step): "desk \(String(String(describing: step).prefix(12)))"
        case .record(_, let step): "record \(String(String(describing: step).prefix(12)))"
        }
    }
}

/// A field of a protobuf message by hand: its number, its length and its bytes.
func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
    var length = bytes.count
    var prefix = [number << 3 | 2]
    while length > 0x7F {
        prefix.append(UInt8(length & 0x7F | 0x80))
        length >>= 7
    }
    return prefix + [UInt8(length)] + bytes
}

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same numbers for the same seed.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func bytes(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &self) } }
}
