import Keys

@testable import Cards

/// Cards full of what people should not write, drawn from a seed.
struct HostileCards {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    private static let pieces = [
        "Asha", "राव", "🎉", "\r\nEND:VCARD\r\n", "\r", "\n", "\u{0}", "\u{1B}]0;x\u{7}", ";", ",", ":", "\\", "\\n",
        "\"", "^", "^n", "=", " ", "\u{202E}", "\u{2028}", "\u{85}", "e\u{301}", "é", "~1", "/", "BEGIN:VCARD", "\t",
        "x", String(repeating: "ü", count: 90), "tel:", "?", "urn:uuid:", "<script>", "\u{FEFF}", "%00", "\u{7F}",
    ]

    mutating func text() -> String { (0..<below(6)).map { _ in Self.pieces[below(Self.pieces.count)] }.joined() }

    private mutating func texts() -> [String] { (0..<below(4)).map { _ in text() } }

    mutating func card() throws -> Card {
        var details = CardDetails(received: text())
        details.nicknames = texts()
        details.organizations = texts()
        details.titles = texts()
        details.emails = texts()
        details.phones = texts()
        details.services = texts().map { CardDetails.Service(service: $0, user: "\($0)!") }
        details.links = texts()
        details.addresses = texts()
        details.languages = texts()
        details.notes = texts()
        if below(4) == 0 { details.photo = .init(type: "image/gif", bytes: Array("GIF89a".utf8) + [UInt8](0..<99)) }
        var json = Card(details, uid: "urn:uuid:\(below(9))", updatedMS: Int64(below(2_000_000_000)) * 1_000).json
        if below(3) == 0 {
            json.set("example.com:\(text())", .array([.number("1e400"), .bool(true), .string(text())]))
        }
        if below(3) == 0 { json.set("uid", .string("u\(text())")) }
        if below(3) == 0 { json.set("updated", .string(text())) }
        if below(4) == 0 {
            json.set("name", .object([.init("components", .array([.object([.init("value", .string(text()))])]))]))
        }
        if below(4) == 0 {
            json.set(
                "emails",
                .object([.init("x", .object([.init("address", .string(text())), .init("pref", .number("1"))]))]))
        }
        if below(9) == 0 { json.set("phones", .array([.number("-0")])) }
        return try Card(decoding: JSONWriter.write(json))
    }
}
