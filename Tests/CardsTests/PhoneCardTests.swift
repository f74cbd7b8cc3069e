import Testing

@testable import Cards

@Suite struct PhoneCardTests {
    @Test("A usual card fits a terminal whole")
    func usual() {
        var details = CardDetails(name: "Asha Rao")
        details.phones = ["+91 98765-43210"]
        details.emails = ["asha@example.org"]
        details.organizations = ["Maps, for All"]
        let phone = VCard.forPhone(details, bytesMax: 134)
        #expect(phone.leftOut.isEmpty)
        #expect(
            String(decoding: phone.bytes, as: UTF8.self) == """
                BEGIN:VCARD
                VERSION:3.0
                N:;Asha Rao
                FN:Asha Rao
                TEL:+919876543210
                EMAIL:asha@example.org
                ORG:Maps\\, for All
                END:VCARD
                """)
    }

    @Test("What does not fit is named, and no bound is broken", arguments: [64, 106, 134, 500, 2_331])
    func bound(bytesMax: Int) {
        var details = CardDetails(name: String(repeating: "\u{906}\u{936}\u{93E} ", count: 25))
        details.phones = ["+91 1"]
        details.notes = [String(repeating: "\n;", count: 400)]
        details.languages = ["hi"]
        let phone = VCard.forPhone(details, bytesMax: bytesMax)
        let text = String(decoding: phone.bytes, as: UTF8.self)
        #expect(phone.bytes.count <= bytesMax)
        #expect(text.hasPrefix("BEGIN:VCARD\n") && text.hasSuffix("\nEND:VCARD") && text.contains("\nFN:\u{906}"))
        #expect(phone.leftOut.contains("language"))
        #expect(phone.leftOut.contains("the end of the name") == (bytesMax < 400))
        #expect(phone.leftOut.contains("note") == (bytesMax < 2_331))
    }

    @Test("A card for a phone's address book is a whole vCard 3.0, with the photo in it") func addressBook() {
        var details = CardDetails(name: "Asha; Rao")
        details.phones = ["+91 98765-43210"]
        details.links = ["https://example.org/a,b;c"]
        details.services = [
            CardDetails.Service(service: "Mastodon", user: "@asha@example.org"),
            CardDetails.Service(service: "", user: "xmpp:asha@example.org"),
        ]
        details.languages = ["kn", "en-IN"]
        details.photo = CardDetails.Photo(type: "image/png", bytes: [UInt8](repeating: 0xFB, count: 100))
        let text = String(decoding: VCard.writeForPhone(details), as: UTF8.self)
        let lines = text.replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
        let data = String(decoding: Base64URL.standard([UInt8](repeating: 0xFB, count: 100)), as: UTF8.self)
        #expect(
            lines == [
                "BEGIN:VCARD", "VERSION:3.0", "N:;Asha\\; Rao;;;", "FN:Asha\\; Rao", "TEL:+919876543210",
                "URL:https://example.org/a,b;c", "NOTE:Mastodon: @asha@example.org", "NOTE:xmpp:asha@example.org",
                "PHOTO;ENCODING=b;TYPE=PNG:\(data)", "NOTE:Languages: kn\\, en-IN", "END:VCARD",
            ])
        #expect(text.utf8.split(separator: 0x0A).allSatisfy { $0.count <= 76 })
    }
}
