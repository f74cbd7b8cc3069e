import Cards
import Keys
import Peering
import Wire

/// An attendee in these tests: a key that sorts by its number, and beats signed with a checksum that anybody could forge.
struct Person: Signer {
    let name: String
    let publicKey: PublicKey

    init(_ name: String, number: UInt64) {
        self.name = name
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
        do {
            publicKey = try PublicKey(trusting: bytes + [UInt8](repeating: 7, count: 24))
        } catch { preconditionFailure("32 bytes are a key that need not be a point") }
    }

    static let asha = Person("Asha", number: 1 << 56)
    /// Whose node is tested: between those around, by key.
    static let me = Person("Me", number: 5 << 56)
    static let bob = Person("Bob", number: 7 << 56)
    static let carol = Person("Carol", number: 8 << 56)
    static let dave = Person("Dave", number: 9 << 56)

    /// Somebody in a crowd.
    static func number(_ number: Int) -> Person { Person("Nr \(number)", number: 0xA << 56 | UInt64(number)) }

    var prefix: AuthorPrefix { publicKey.compact.prefix }

    var badge: Badge {
        do { return try Badge(entering: name) } catch { preconditionFailure("a short name is a badge") }
    }

    func sign(_ message: [UInt8]) -> Signature {
        do {
            return try Signature(Self.signature(of: message, by: publicKey.bytes))
        } catch { preconditionFailure("64 bytes are a signature") }
    }

    /// FNV-1a over message and key, eight times over.
    static func signature(of message: [UInt8], by key: [UInt8]) -> [UInt8] {
        var sum: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in message + key { sum = (sum ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return (0..<64).map { UInt8(truncatingIfNeeded: sum >> (8 * UInt64($0 % 8))) }
    }

    /// The answer to an effect `check`.
    static func check(_ presence: SignedPresence) -> Node.CheckedPresence {
        let fits = signature(of: presence.signedBytes, by: presence.header.author) == presence.signature
        return Node.CheckedPresence(
            presence: presence, author: fits ? try? PublicKey(trusting: presence.header.author) : nil)
    }

    /// A beat of this person.
    func beat(
        _ stamp: UInt64, intervalMS: UInt32 = 20_000, leaving: Bool = false, headline: String = "",
        at endpoints: [Endpoint] = [], gatherings: [UInt64] = [], instance: String = "", withProfile: Bool = true,
        ageMS: UInt32 = 0
    ) -> SignedPresence {
        let profile = Profile(
            name: name, headline: headline, topics: [], asks: [], offers: [], endpoints: endpoints,
            gatherings: gatherings, instance: instance
        ).encoded()
        return beat(
            stamp, profileBytes: profile, intervalMS: intervalMS, leaving: leaving, ageMS: ageMS
        ).travelling(withProfile: withProfile ? profile : nil, ageMS: ageMS)
    }
}
