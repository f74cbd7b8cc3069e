import Keys

@testable import Cards

/// Cards in each of their forms.
enum CardFuzz {
    static func takeSealed(_ bytes: [UInt8]) -> Bool {
        let sealed = try? SealedCard(verifying: bytes)
        guard let trusted = try? SealedCard(trusting: bytes) else {
            precondition(sealed == nil, "what is genuine can be read")
            return false
        }
        precondition(sealed == nil || sealed == trusted, "a seal changes nothing of what is sealed")
        check(trusted.card)
        return sealed != nil
    }

    static func take(_ bytes: [UInt8]) -> Bool {
        guard let card = try? Card(decoding: bytes) else { return false }
        check(card)
        guard let sealed = try? SealedCard.seal(card, by: FixedKeys.ours, issuedAt: 1_800_000_000) else { return true }
        guard let again = try? SealedCard(verifying: sealed.jws) else { preconditionFailure("our own seal is genuine") }
        precondition(again.card.encoded() == card.encoded() && again.key == FixedKeys.ours.publicKey)
        return true
    }

    static func takeVCard(_ bytes: [UInt8]) -> Bool {
        guard let card = try? VCard.read(bytes) else { return false }
        check(card)
        return true
    }

    /// A card is the same after it was written as JSON, and as a vCard.
    private static func check(_ card: Card) {
        _ = card.details
        let document = card.encoded()
        guard document.count <= CardLimits.documentBytesMax else { return }
        let again = try? Card(decoding: document)
        precondition(again?.encoded() == document, "what was written is read the same")
        let file = VCard.write(card, of: FixedKeys.ours.publicKey)
        _ = VCard.writeForPhone(card.details)
        precondition(VCard.forPhone(card.details, bytesMax: 300).bytes.count <= 300, "a QR code has so much room")
        // Escapes can make a file, or the document that is read from it, longer than either may be.
        guard file.count <= VCard.bytesMax, document.count <= CardLimits.documentBytesMax / 4 else { return }
        guard let back = try? VCard.read(file) else { preconditionFailure("a vCard of ours can be read") }
        precondition(back.json.isSame(as: card.json), "nothing is lost on the way through an address book")
    }
}
