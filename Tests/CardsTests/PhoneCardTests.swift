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
}
