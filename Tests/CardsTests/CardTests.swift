import Keys
import Testing

@testable import Cards

struct CardTests {
    @Test("Properties that are not known here survive, and entries of the wrong form are passed over")
    func foreign() throws {
        let text = #"""
            {"@type":"Card","version":"1.0","uid":"u","name":{"components":[{"kind":"given","value":"Ravi"},{"value":"K"}]},
            "emails":{"a":{"address":7},"b":{"address":"r@example.org","contexts":{"work":true}},"c":4},
            "phones":[1,2],"anniversaries":{"1":{"kind":"birth"}},"media":{"1":{"kind":"photo","uri":"data:,x"}}}
            """#
        let card = try Card(decoding: Array(text.utf8))
        #expect(card.details.name == "Ravi K" && card.details.emails == ["r@example.org"])
        #expect(card.details.phones.isEmpty && card.details.photo == nil)
        #expect(try Card(decoding: card.encoded()) == card && card.json["anniversaries"] != nil)
    }

    @Test("The uid of a face stays the same, differs from face to face, and has the form of a UUID")
    func uids() throws {
        let key = try SealedCardTests.key(1).publicKey
        let uid = Card.uid(of: key, face: "work")
        #expect(uid == Card.uid(of: key, face: "work") && uid != Card.uid(of: key, face: "friends"))
        #expect(uid.utf8.count == 45 && uid.hasPrefix("urn:uuid:") && Array(uid.utf8)[23] == UInt8(ascii: "8"))
    }

    @Test("What an owner enters wrongly is named")
    func validation() {
        let bad: [(inout CardDetails) -> Void] = [
            { $0.name = " " }, { $0.name = String(repeating: "n", count: 255) }, { $0.name = "A\u{202E}B" },
            { $0.emails = ["asha"] }, { $0.emails = ["a b@example.org"] }, { $0.emails = ["a@b@c.org"] },
            { $0.phones = ["call me"] }, { $0.phones = ["12"] }, { $0.links = ["javascript:alert(1)"] },
            { $0.links = ["https://"] }, { $0.languages = ["x y"] }, { $0.nicknames = ["a\nb"] },
            { $0.notes = ["bell\u{7}"] }, { $0.notes = Array(repeating: "n", count: 9) },
            { $0.photo = .init(type: "image/png", bytes: Array("GIF89a".utf8)) },
            { $0.photo = .init(type: "image/gif", bytes: Array("GIF89a".utf8) + [UInt8](repeating: 0, count: 24_576)) },
        ]
        for (number, change) in bad.enumerated() {
            var details = SealedCardTests.details()
            change(&details)
            #expect(throws: CardError.self, "\(number)") { try details.validate() }
        }
        #expect(throws: Never.self) { try SealedCardTests.details().validate() }
    }

    @Test(
        "Moments are written as RFC 9553 wants them",
        arguments: [
            (Int64(0), "1970-01-01T00:00:00Z"), (1_764_000_000_999, "2025-11-24T16:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
            (.max, "9999-12-31T23:59:59Z"), (.min, "0000-01-01T00:00:00Z"),
        ])
    func times(_ milliseconds: Int64, _ text: String) { #expect(UTCTime.text(milliseconds: milliseconds) == text) }

    @Test("Every day ends where the next begins, and no other text is a day")
    func days() {
        for day: Int64 in stride(from: -719_000, to: 2_900_000, by: 397) {
            let text = String(UTCTime.text(milliseconds: day * 86_400_000).prefix(10))
            #expect(UTCTime.end(ofDay: text) == (day + 1) * 86_400, "\(text)")
        }
        #expect(UTCTime.end(ofDay: "2024-02-29") == 1_709_251_200)
        for text in ["2025-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "", "2026-04-31", "-026-01-01"] {
            #expect(UTCTime.end(ofDay: text) == nil)
        }
    }

    @Test("Base64 comes back, and there is one way only to write the same bytes")
    func base64() {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 151 + count * 89) }
            #expect(Base64URL.decode(Base64URL.encode(bytes)[...]) == bytes)
            #expect(Base64URL.decodeStandard(Base64URL.standard(bytes)) == bytes)
        }
        for text in ["A", "AB=", "AB", "A+==", "AA\n", "AAAAA"] {
            #expect(Base64URL.decode(Array(text.utf8)[...]) == nil)
        }
        #expect(Base64URL.decode(Array("_-8".utf8)[...]) == [0xFF, 0xEF])
    }

    @Test("What stands between the parts of a name or address is no part of it") func separators() throws {
        let json = """
            {"@type":"Card","version":"1.0","uid":"urn:uuid:1","name":{"isOrdered":true,"components":[
            {"kind":"given","value":"Asha"},{"kind":"separator","value":"-"},{"kind":"surname","value":"Rao"},
            {"kind":"credential","value":"PhD"}]},"addresses":{"1":{"components":[{"kind":"number","value":"12"},
            {"kind":"separator","value":" "},{"kind":"name","value":"MG Road"},{"kind":"locality","value":"Pune"},
            {"kind":"separator","value":"!"}]},"2":{"defaultSeparator":" / ","components":[
            {"kind":"name","value":"MG Road"},{"kind":"locality","value":"Pune"}]}}}
            """
        let details = try Card(decoding: Array(json.utf8)).details
        #expect(details.name == "Asha-Rao PhD")
        #expect(details.addresses == ["12 MG Road, Pune", "MG Road / Pune"])
    }
}
