extension VCard {
    /// What fits of a card in the QR code that a phone's camera reads.
    package struct ForPhone: Hashable, Sendable {
        /// A vCard.
        package var bytes: [UInt8]
        /// What did not fit, or has no place there, in words of people.
        package var leftOut: [String]
    }

    /// A card for phones: vCard 3.0 (RFC 2426), which every phone reads, with as little around the values as they take.
    ///
    /// Importers build the name from `N` where they know no `FN`, so both are there where both fit. Lines end with one
    /// byte, as in all QR codes. What matters most to whoever was met comes first; what does not fit is passed over,
    /// and what is smaller may still fit.
    ///
    /// - Parameter bytesMax: how much may be written, at least ``phoneBytesMin``.
    package static func forPhone(_ details: CardDetails, bytesMax: Int) -> ForPhone {
        let (begin, end) = ("BEGIN:VCARD\nVERSION:3.0\n", "END:VCARD")
        var room = bytesMax - begin.utf8.count - end.utf8.count
        func fits(_ line: String) -> Bool {
            guard line.utf8.count <= room else { return false }
            room -= line.utf8.count
            return true
        }
        var left: [String] = []
        let name = details.name.isEmpty ? "?" : details.name
        var lines = "FN:\(VCardLine.escape(name))\n"
        if !fits(lines) {
            // A name must stand there, even the beginning of it.
            lines = "FN:\(start(of: name, bytesMax: room - 4))\n"
            _ = fits(lines)
            left.append("the end of the name")
        }
        // The whole name as the given one: nobody can tell from outside which part is which.
        let parts = "N:;\(VCardLine.escape(name))\n"
        if left.isEmpty, fits(parts) { lines = parts + lines }
        for list in phoneOrder {
            for line in phoneLines(list, details) {
                // No code has room for a picture.
                if let line, list != .photo, fits(line.plain + "\n") {
                    lines += line.plain + "\n"
                } else {
                    left.append(list.word)
                }
            }
        }
        return ForPhone(bytes: Array((begin + lines + end).utf8), leftOut: left)
    }

    /// A whole card for a phone's own address book: vCard 3.0 (RFC 2426), because Android's refuses 4.0. What has no
    /// place of its own there stands in a note.
    package static func writeForPhone(_ details: CardDetails) -> [UInt8] {
        let name = details.name.isEmpty ? "?" : details.name
        var lines = [
            VCardLine("BEGIN", raw: "VCARD"), VCardLine("VERSION", raw: "3.0"),
            VCardLine("N", raw: ";\(VCardLine.escape(name));;;"), VCardLine("FN", text: name),
        ]
        for list in phoneOrder { lines += phoneLines(list, details).compactMap { $0 } }
        let languages = details.languages.filter { !$0.isEmpty }
        if !languages.isEmpty {
            lines.append(VCardLine("NOTE", text: "Languages: \(languages.joined(separator: ", "))"))
        }
        return (lines + [VCardLine("END", raw: "VCARD")]).flatMap(\.written)
    }

    /// Below this not even the beginning of a name fits.
    package static let phoneBytesMin = 64

    private static let phoneOrder: [CardList] = [
        .phones, .emails, .organizations, .links, .titles, .nicknames, .addresses, .notes, .services, .languages,
        .photo,
    ]

    /// A line for each entry, nil for one that has no place in vCard 3.0.
    private static func phoneLines(_ list: CardList, _ details: CardDetails) -> [VCardLine?] {
        func lines(_ property: String, _ texts: [String]) -> [VCardLine?] {
            texts.filter { !$0.isEmpty }.map { VCardLine(property, text: $0) }
        }
        switch list {
        case .phones: return lines("TEL", details.phones.map { $0.filter { !" -().".contains($0) } })
        case .emails: return lines("EMAIL", details.emails)
        case .organizations: return lines("ORG", details.organizations)
        case .links: return details.links.filter { !$0.isEmpty }.map { VCardLine("URL", uri: $0) }
        case .titles: return lines("TITLE", details.titles)
        case .nicknames: return lines("NICKNAME", details.nicknames)
        case .addresses:
            return details.addresses.filter { !$0.isEmpty }.map {
                VCardLine("ADR", raw: ";;\(VCardLine.escape($0));;;;")
            }
        case .notes: return lines("NOTE", details.notes)
        case .services:
            return lines("NOTE", details.services.map { $0.service.isEmpty ? $0.user : "\($0.service): \($0.user)" })
        case .languages: return details.languages.map { _ in nil }
        case .photo:
            guard let photo = details.photo else { return [] }
            let type = photo.type.split(separator: "/").last?.uppercased() ?? "JPEG"
            let data = String(decoding: Base64URL.standard(photo.bytes), as: UTF8.self)
            return [VCardLine("PHOTO", [("ENCODING", "b"), ("TYPE", type)], raw: data)]
        }
    }

    /// As many whole characters as fit, escaped.
    private static func start(of text: String, bytesMax: Int) -> String {
        var start = ""
        for character in text {
            let escaped = VCardLine.escape(String(character))
            guard start.utf8.count + escaped.utf8.count <= bytesMax else { break }
            start += escaped
        }
        return start
    }
}
