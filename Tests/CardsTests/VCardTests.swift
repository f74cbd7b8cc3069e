import Foundation
import Keys
import Testing

@testable import Cards

struct VCardTests {
    func written(_ details: CardDetails) throws -> String {
        let key = try SealedCardTests.key(1).publicKey
        let card = Card(details, uid: Card.uid(of: key, face: "work"), updatedMS: 1_764_000_000_000)
        return String(decoding: VCard.write(card, of: key), as: UTF8.self)
    }

    @Test("Five hundred cards with hostile values come back through vCard as they were, with no line of their own")
    func roundTrip() throws {
        for seed in UInt64(0)..<500 {
            var hostile = HostileCards(seed: seed)
            let card = try hostile.card()
            let bytes = VCard.write(card, of: nil)
            let back = try VCard.read(bytes)
            for member in card.json.members {
                let came = back.json[member.name]
                #expect(came?.isSame(as: member.value) == true, "seed \(seed), \(member), not \(came ?? .null)")
            }
            #expect(back.json.members.count == card.json.members.count, "seed \(seed)")
            let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
            #expect(lines.allSatisfy { $0.last == 0x0D && $0.count <= 76 }, "seed \(seed)")
            #expect(lines.count { $0.elementsEqual("END:VCARD\r".utf8) } == 1, "seed \(seed)")
            #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A && $0 != 0x0D || $0 == 0x7F }, "seed \(seed)")
        }
    }

    @Test("What address books know stands where they look for it, and nothing is empty")
    func native() throws {
        let text = try written(SealedCardTests.details())
        for line in [
            "VERSION:4.0", "FN:Asha Rao", "EMAIL:asha@example.org", "TEL:+91 98765 43210", "ORG:Maps for All",
            "SOCIALPROFILE;SERVICE-TYPE=Mastodon;VALUE=text:@asha@example.org", "LANG;PREF=1:kn", "LANG;PREF=2:en-IN",
            "ADR;LABEL=12 MG Road^nBengaluru:;;12 MG Road\\, Bengaluru;;;;", "REV:20251124T160000Z",
        ] {
            #expect(text.contains("\r\n\(line)\r\n"), "\(line)")
        }
        #expect(!text.contains("JSPROP") && !text.contains(":\r\n"))
        #expect(text.contains("\r\nKEY:data:application/jwk+json;base64,"))
    }

    @Test("An address is no text: nothing in it is escaped, and nothing in it ends the line") func addresses() throws {
        var details = CardDetails(name: "Asha Rao")
        details.links = ["https://example.org/a,b;c?d=1,2;e", "https://example.org/\\n\nNOTE:x"]
        let text = try written(details)
        #expect(text.contains("\r\nURL:https://example.org/a,b;c?d=1,2;e\r\n"))
        #expect(text.contains("\r\nURL:https://example.org/%5Cn%0ANOTE:x\r\n"))
        #expect(try VCard.read(Array(text.utf8)).details.links == details.links)
        // As releases before wrote it, and others still do.
        let old = "BEGIN:VCARD\nFN:A\nUID:urn:uuid:1\nURL:https://example.org/a\\,b\\;c\nEND:VCARD"
        #expect(try VCard.read(Array(old.utf8)).details.links == ["https://example.org/a,b;c"])
    }

    @Test("No line begins with a colon, and none ends between an escape and what it escapes") func folds() throws {
        for count in 40..<90 {
            let start = String(repeating: "a", count: count)
            for text in ["\(start):\(start)", "\(start)::::\(start)", "\(start),;\\\n,;,;\n\(start)"] {
                let line = VCardLine("NOTE", [("X", "\(start)^^\n\"")], text: text)
                let parts = String(decoding: line.written, as: UTF8.self).components(separatedBy: "\r\n ")
                for (part, next) in zip(parts, parts.dropFirst()) {
                    #expect(!next.hasPrefix(":"))
                    #expect(part.reversed().prefix { $0 == "\\" }.count.isMultiple(of: 2), "\(text)")
                    #expect(part.reversed().prefix { $0 == "^" }.count.isMultiple(of: 2), "\(text)")
                }
                #expect(line.written.split(separator: 0x0A).allSatisfy { $0.count <= 76 })
            }
        }
    }

    @Test("Folding never splits a character, and unfolds to what was")
    func folding() throws {
        for count in 60..<90 {
            let line = VCardLine("NOTE", text: String(repeating: "a", count: count) + "🎉é🎉")
            let bytes = line.written
            #expect(bytes.split(separator: 0x0A).allSatisfy { String(validating: $0, as: UTF8.self) != nil })
            let whole = Array("BEGIN:VCARD\r\n".utf8) + bytes + Array("END:VCARD\r\n".utf8)
            #expect(VCardParser.lines(whole) == [line])
        }
    }

    @Test("What others wrote is read: groups, small letters, quoted parameters, LF alone, addresses in parts")
    func foreign() throws {
        let text = """
            begin:vcard
            version:4.0
            item1.fn:Ravi\\, Kumar
            uid:urn:uuid:1
            TEL;VALUE=uri;TYPE="voice,cell":tel:+91-98765
            adr;type=home:;;1 High Street;Pune;;411001;India
            nonsense
            X-OTHER:1
            NOTE:one
             two\\nthree
            end:vcard
            """
        let details = try VCard.read(Array(text.utf8)).details
        #expect(details.name == "Ravi, Kumar" && details.phones == ["+91-98765"])
        #expect(details.addresses == ["1 High Street, Pune, 411001, India"] && details.notes == ["onetwo\nthree"])
    }

    @Test("What is no vCard is refused, and garbage is no trouble")
    func garbage() {
        var hostile = HostileCards(seed: 1)
        for _ in 0..<2_000 {
            _ = try? VCard.read(Array("BEGIN:VCARD\n\(hostile.text())\(hostile.text())\nEND:VCARD".utf8))
        }
        for text in ["", "BEGIN:VCARD", "END:VCARD", "BEGIN:VCARD\nEND:VCARD\u{0}", "x"] {
            #expect(throws: CardError.self) { try VCard.read(Array(text.utf8)) }
        }
        #expect(throws: CardError.self) { try VCard.read([UInt8](repeating: 0x41, count: VCard.bytesMax + 1)) }
    }
}
