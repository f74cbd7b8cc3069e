package import Keys

/// A contact card: a JSContact `Card` (RFC 9553), kept as the JSON that it is, so that properties that this version
/// does not know survive untouched.
package struct Card: Hashable, Sendable {
    /// The whole document.
    package let json: JSONValue

    /// Reads a document of somebody else. Total: any bytes give a card or an error.
    /// - Throws: ``CardError/notACard(_:)``, if it is beyond its bounds, no JSON object, or no card of version 1.0.
    package init(decoding bytes: [UInt8]) throws(CardError) {
        guard bytes.count <= CardLimits.documentBytesMax else {
            throw .notACard("it has \(bytes.count) bytes and may have \(CardLimits.documentBytesMax)")
        }
        guard let json = JSONParser.parse(bytes), case .object = json else { throw .notACard("it is no JSON object") }
        guard json["@type"]?.text == "Card", json["version"]?.text == "1.0" else {
            throw .notACard("it is no JSContact card of version 1.0")
        }
        guard let uid = json["uid"]?.text, 1...CardLimits.textBytesMax ~= uid.utf8.count else {
            throw .notACard("it has no uid")
        }
        self.json = json
    }

    /// A card of what a person puts on one.
    ///
    /// - Parameters:
    ///   - details: what is on it.
    ///   - uid: which card it is, as ``uid(of:face:)`` makes it: an edition with the same replaces an older one.
    ///   - updatedMS: when it was written, in milliseconds since 1970.
    package init(_ details: CardDetails, uid: String, updatedMS: Int64) {
        var json = JSONValue.object([
            .init("@type", .string("Card")), .init("version", .string("1.0")), .init("uid", .string(uid)),
            .init("updated", .string(UTCTime.text(milliseconds: updatedMS))),
            .init("name", .object([.init("full", .string(details.name))])),
        ])
        for list in CardList.allCases { json.set(list.property, list.entries(of: details)) }
        self.json = json
    }

    /// The document's bytes.
    package func encoded() -> [UInt8] { JSONWriter.write(json) }

    /// Which card of its owner it is; at most ``CardLimits/textBytesMax`` bytes.
    package var uid: String { json["uid"]?.text ?? "" }

    /// What is on it, as far as this version knows: entries that have not the form they should are passed over, and no
    /// more than ``CardLimits/entriesMax`` of one kind are read. Characters are as they were sent.
    package var details: CardDetails {
        var details = CardDetails(received: json["name"]?["full"]?.text ?? Self.joined(json["name"]))
        for list in CardList.allCases { list.read(json[list.property], into: &details) }
        return details
    }

    /// A name that is given in parts only (RFC 9553, 2.2.1).
    private static func joined(_ name: JSONValue?) -> String {
        JSContactParts.joined(name?["components"], by: " ", defaultSeparator: name?["defaultSeparator"]?.text)
    }

    /// The uid of the card for one face of an attendee: a UUID (RFC 9562, version 8) out of BLAKE2b over both, so that
    /// it stays the same and says nothing of the face's name.
    package static func uid(of key: PublicKey, face: String) -> String {
        var bytes = Array(
            Blake2b.hash([UInt8]("baithak-card-uid-1".utf8) + key.bytes + face.utf8, length: 32).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        let hex = Hex.encode(bytes)
        var text = "urn:uuid:"
        for (place, digit) in hex.enumerated() {
            if [8, 12, 16, 20].contains(place) { text.append("-") }
            text.append(digit)
        }
        return text
    }
}
