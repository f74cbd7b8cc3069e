import Keys
import Testing

@testable import Cards

struct SealedCardTests {
    static func key(_ number: UInt8) throws -> SigningKey {
        try SigningKey(seed: Secret(copying: [UInt8](repeating: number, count: 32)))
    }

    static func details() -> CardDetails {
        var details = CardDetails(name: "Asha Rao")
        details.emails = ["asha@example.org"]
        details.phones = ["+91 98765 43210"]
        details.organizations = ["Maps for All"]
        details.services = [.init(service: "Mastodon", user: "@asha@example.org")]
        details.addresses = ["12 MG Road\nBengaluru"]
        details.languages = ["kn", "en-IN"]
        return details
    }

    static func sealed(_ number: UInt8 = 1, expiresAt: Int64? = nil) throws -> SealedCard {
        let key = try key(number)
        let card = Card(
            details(), uid: Card.uid(of: key.publicKey, face: "work"), updatedMS: 1_764_000_000_000)
        return try SealedCard.seal(card, by: key, issuedAt: 1_764_000_000, expiresAt: expiresAt)
    }

    @Test("A sealed card tells who sealed it, when, until when, and what is on it")
    func roundTrip() throws {
        let sealed = try Self.sealed(expiresAt: 1_800_000_000)
        let read = try SealedCard(verifying: sealed.jws)
        let owner = try Self.key(1).publicKey
        #expect(read == sealed && read.key == owner)
        #expect(read.issuedAt == 1_764_000_000 && read.expiresAt == 1_800_000_000)
        #expect(read.card.details == Self.details())
    }

    @Test("With any one byte changed it is refused, or says the very same in other letters")
    func flips() throws {
        let sealed = try Self.sealed()
        for place in sealed.jws.indices {
            for bit in [UInt8(1), 4, 32] {
                var jws = sealed.jws
                jws[place] ^= bit
                #expect(throws: CardError.self, "byte \(place)") { try SealedCard(verifying: jws) }
            }
        }
    }

    @Test("Cut short or with more behind it is refused")
    func cut() throws {
        let jws = try Self.sealed().jws
        for count in stride(from: 0, to: jws.count, by: 7) {
            #expect(throws: CardError.self) { try SealedCard(verifying: Array(jws[..<count])) }
        }
        for more in [[UInt8(ascii: ".")], [UInt8(ascii: "A")], Array(".AAAA".utf8), [0x0A]] {
            #expect(throws: CardError.self) { try SealedCard(verifying: jws + more) }
        }
        #expect(throws: CardError.notSealed) {
            try SealedCard(verifying: [UInt8](repeating: 0x41, count: CardLimits.jwsBytesMax + 1))
        }
    }

    /// Seals anything under any header.
    func forged(_ header: String, _ document: String, by key: SigningKey) -> [UInt8] {
        let signed = Base64URL.encode(header.utf8) + [0x2E] + Base64URL.encode(document.utf8)
        return signed + [0x2E] + Base64URL.encode(key.sign(signed).bytes)
    }

    @Test("A well-signed header that says something else is refused, and EdDSA is taken")
    func headers() throws {
        let key = try Self.key(1)
        let x = String(decoding: Base64URL.encode(key.publicKey.bytes), as: UTF8.self)
        let jwk = #""jwk":{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#
        let document = #"{"@type":"Card","version":"1.0","uid":"u","other.example:x":[1,{"y":null}]}"#
        let good = forged(#"{"alg":"EdDSA",\#(jwk),"iat":1}"#, document, by: key)
        #expect(try SealedCard(verifying: good).card.encoded() == Array(document.utf8))
        for header in [
            #"{"alg":"none",\#(jwk),"iat":1}"#, #"{"alg":"HS256",\#(jwk),"iat":1}"#, #"{\#(jwk),"iat":1}"#,
            #"{"alg":"Ed25519",\#(jwk)}"#, #"{"alg":"Ed25519",\#(jwk),"iat":-1}"#, #"{"alg":"Ed25519","iat":1}"#,
            #"{"alg":"Ed25519",\#(jwk),"iat":1,"crit":["b64"],"b64":false}"#,
            #"{"alg":"Ed25519",\#(jwk),"iat":1,"typ":"JWT"}"#, #"{"alg":"Ed25519",\#(jwk),"iat":1,"exp":"soon"}"#,
            #"{"alg":"Ed25519","jwk":{"kty":"OKP","crv":"Ed25519","x":"AQ"},"iat":1}"#, "[]",
        ] {
            #expect(throws: CardError.self, "\(header)") {
                try SealedCard(verifying: forged(header, document, by: key))
            }
        }
        for document in [
            "[]", "{}", #"{"@type":"Group","version":"1.0","uid":"u"}"#, #"{"@type":"Card","version":"1.0"}"#,
        ] {
            #expect(throws: CardError.self, "\(document)") {
                try SealedCard(verifying: forged(#"{"alg":"Ed25519",\#(jwk),"iat":1}"#, document, by: key))
            }
        }
    }

    @Test("The largest photo fits, and a larger card is refused with its size")
    func size() throws {
        let key = try Self.key(1)
        var details = Self.details()
        details.photo = .init(
            type: "image/gif", bytes: Array("GIF89a".utf8) + [UInt8](repeating: 7, count: 24 * 1_024 - 6))
        try details.validate()
        let sealed = try SealedCard.seal(Card(details, uid: "u", updatedMS: 0), by: key, issuedAt: 1)
        #expect(sealed.jws.count <= CardLimits.jwsBytesMax)
        #expect(try SealedCard(verifying: sealed.jws).card.details == details)
        details.notes = Array(repeating: String(repeating: "n", count: 12_000), count: 2)
        #expect(throws: CardError.self) {
            try SealedCard.seal(Card(details, uid: "u", updatedMS: 0), by: key, issuedAt: 1)
        }
    }
}
