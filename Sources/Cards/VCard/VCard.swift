package import Keys

/// Cards as vCard 4.0 (RFC 6350), mapped from and to JSContact by RFC 9555, for address books.
///
/// What address books know stands in their own properties. What has no place there, or would not come back as it was,
/// stands beside them in `JSPROP` (RFC 9555, 3.2.1) as JSON, so nothing is lost on the way through.
package enum VCard {
    /// The largest vCard that is read, in bytes: a card whose photo stands in it twice, folded.
    package static let bytesMax = 256 * 1_024

    /// A card as a vCard, CRLF at the end of each line.
    ///
    /// - Parameter key: whose card it is; stands in it as a JWK (RFC 8037), which reading passes over.
    package static func write(_ card: Card, of key: PublicKey?) -> [UInt8] {
        var lines = native(card.details, card)
        if let key {
            let x = String(decoding: Base64URL.encode(key.bytes), as: UTF8.self)
            let jwk = #"{"kty":"OKP","crv":"Ed25519","x":"\#(x)"}"#
            let data = String(decoding: Base64URL.standard(Array(jwk.utf8)), as: UTF8.self)
            lines.append(VCardLine("KEY", raw: "data:application/jwk+json;base64,\(data)"))
        }
        // Whatever would not come back as it is; all of it where a name cannot stand in a pointer.
        let back = json(of: VCardParser.lines(file(lines)) ?? [])
        let differing = card.json.members.filter { member in
            back[member.name].map { !$0.isSame(as: member.value) } ?? true
        }
        let missing = back.members.filter { card.json[$0.name] == nil }
        if differing.allSatisfy({ $0.value != .null && isPointable($0.name) }) {
            lines += (differing + missing.map { JSONValue.Member($0.name, .null) }).map(property)
        } else {
            lines.append(property(JSONValue.Member("", card.json)))
        }
        return file(lines)
    }

    private static func file(_ lines: [VCardLine]) -> [UInt8] {
        let all = [VCardLine("BEGIN", raw: "VCARD"), VCardLine("VERSION", raw: "4.0")] + lines
        return (all + [VCardLine("END", raw: "VCARD")]).flatMap(\.written)
    }

    /// The card that the first vCard of a file holds.
    /// - Throws: ``CardError/notACard(_:)``.
    package static func read(_ bytes: [UInt8]) throws(CardError) -> Card {
        guard let lines = VCardParser.lines(bytes) else { throw .notACard("it is no vCard") }
        return try Card(decoding: JSONWriter.write(json(of: lines)))
    }

    /// What address books know.
    private static func native(_ details: CardDetails, _ card: Card) -> [VCardLine] {
        let name = details.name.isEmpty ? "?" : details.name
        // Phones show a contact without N as nameless; who reads RFC 9555 passes over what is derived.
        var lines = [
            VCardLine("FN", text: name), VCardLine("N", [("DERIVED", "true")], raw: ";\(VCardLine.escape(name));;;"),
        ]
        lines.append(
            card.uid.utf8.starts(with: "urn:".utf8)
                ? VCardLine("UID", uri: card.uid) : VCardLine("UID", [("VALUE", "text")], text: card.uid))
        if let updated = card.json["updated"]?.text {
            lines.append(
                VCardLine("REV", raw: String(updated.filter { $0 != "-" && $0 != ":" }.filter(\.isLetterOrDigit))))
        }
        func add(_ name: String, _ texts: [String]) {
            lines += texts.filter { !$0.isEmpty }.map { VCardLine(name, text: $0) }
        }
        add("NICKNAME", details.nicknames)
        add("ORG", details.organizations)
        add("TITLE", details.titles)
        add("EMAIL", details.emails)
        add("TEL", details.phones)
        for service in details.services where !service.user.isEmpty {
            let type = service.service.isEmpty ? [] : [("SERVICE-TYPE", service.service)]
            lines.append(VCardLine("SOCIALPROFILE", type + [("VALUE", "text")], text: service.user))
        }
        lines += details.links.filter { !$0.isEmpty }.map { VCardLine("URL", uri: $0) }
        for address in details.addresses where !address.isEmpty {
            // Those who do not know LABEL show the street.
            let street = VCardLine.escape(address.split(whereSeparator: \.isNewline).joined(separator: ", "))
            lines.append(VCardLine("ADR", [("LABEL", address)], raw: ";;\(street);;;;"))
        }
        for (place, language) in details.languages.enumerated() {
            lines.append(VCardLine("LANG", [("PREF", "\(place + 1)")], text: language))
        }
        add("NOTE", details.notes)
        if let photo = details.photo { lines.append(VCardLine("PHOTO", raw: photo.uri)) }
        return lines
    }

    private static func isPointable(_ name: String) -> Bool {
        !name.isEmpty && !name.unicodeScalars.contains { $0.isUnfitToShow || $0 == "\"" }
    }

    /// `JSPROP`: null takes a member away, and no name is the whole document.
    private static func property(_ member: JSONValue.Member) -> VCardLine {
        let json = String(decoding: JSONWriter.write(member.value), as: UTF8.self)
        let pointer = member.name.utf8.reduce(into: [UInt8]()) { bytes, byte in
            switch byte {
            case UInt8(ascii: "~"): bytes += "~0".utf8
            case UInt8(ascii: "/"): bytes += "~1".utf8
            default: bytes.append(byte)
            }
        }
        return VCardLine("JSPROP", [("JSPTR", String(decoding: pointer, as: UTF8.self))], text: json)
    }

    /// The JSContact document that lines stand for.
    private static func json(of lines: [VCardLine]) -> JSONValue {
        func texts(_ name: String) -> [String] { lines.filter { $0.name == name }.map(\.text).filter { !$0.isEmpty } }
        var details = CardDetails(received: texts("FN").first ?? "")
        details.nicknames = texts("NICKNAME")
        details.organizations = texts("ORG")
        details.titles = texts("TITLE")
        details.emails = texts("EMAIL")
        details.phones = texts("TEL").map { $0.utf8.starts(with: "tel:".utf8) ? String($0.dropFirst(4)) : $0 }
        details.services = lines.filter { $0.name == "SOCIALPROFILE" && !$0.text.isEmpty }.map {
            CardDetails.Service(service: $0.parameter("SERVICE-TYPE") ?? "", user: $0.text)
        }
        details.links = texts("URL")
        details.addresses = lines.filter { $0.name == "ADR" }.compactMap { line in
            let parts = line.rawValue.split(separator: ";").map { VCardLine.unescape(String($0)) }
            return line.parameter("LABEL") ?? (parts.isEmpty ? nil : parts.joined(separator: ", "))
        }
        details.languages = texts("LANG")
        details.notes = texts("NOTE")
        details.photo = lines.first { $0.name == "PHOTO" }.flatMap { CardDetails.Photo(uri: $0.rawValue) }
        var json = Card(details, uid: texts("UID").first ?? "urn:uuid:unknown", updatedMS: 0).json
        json.set("updated", lines.first { $0.name == "REV" }.flatMap { time($0.rawValue) }.map { .string($0) })
        for line in lines where line.name == "JSPROP" {
            guard let pointer = line.parameter("JSPTR"), let value = JSONParser.parse(Array(line.text.utf8)) else {
                continue
            }
            if pointer.isEmpty { return value }
            let name = unescaped(pointer)
            json.set(name, value == .null ? nil : value)
        }
        return json
    }

    /// A name in a JSON pointer (RFC 6901, 4).
    private static func unescaped(_ pointer: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(pointer.utf8)[...]
        while let byte = rest.popFirst() {
            switch (byte, rest.first) {
            case (UInt8(ascii: "~"), UInt8(ascii: "0")):
                bytes.append(byte)
                rest.removeFirst()
            case (UInt8(ascii: "~"), UInt8(ascii: "1")):
                bytes.append(UInt8(ascii: "/"))
                rest.removeFirst()
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `20261124T123000Z` as RFC 9553 writes it.
    private static func time(_ text: String) -> String? {
        let digits = Array(text.utf8)
        guard digits.count == 16, digits[8] == UInt8(ascii: "T"), digits[15] == UInt8(ascii: "Z") else { return nil }
        func part(_ range: Range<Int>) -> String { String(decoding: digits[range], as: UTF8.self) }
        return "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(9..<11)):\(part(11..<13)):\(part(13..<15))Z"
    }
}

extension Character {
    fileprivate var isLetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}

extension JSONValue {
    /// Whether it says the same, whatever the order of members.
    func isSame(as other: JSONValue) -> Bool {
        switch (self, other) {
        case (.object(let left), .object(let right)):
            return left.count == right.count
                && left.allSatisfy { member in other[member.name].map { member.value.isSame(as: $0) } ?? false }
        case (.array(let left), .array(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isSame(as: $1) }
        // Bytes decide: two spellings of "é" are two texts.
        case (.string(let left), .string(let right)): return left.utf8.elementsEqual(right.utf8)
        default: return self == other
        }
    }
}
