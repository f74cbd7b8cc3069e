package import Keys

/// A card and its owner's seal: a JWS (RFC 7515) in compact form, signed with Ed25519 (RFC 8037; the algorithm's name
/// is `Ed25519` by RFC 9864, and `EdDSA` is accepted). Any JOSE library can check it.
///
///     base64url(header) . base64url(JSContact card) . base64url(signature of what stands before)
///     header: {"alg":"Ed25519","typ":"jscontact+jws","jwk":{"kty":"OKP","crv":"Ed25519","x":…},"iat":…,"exp":…}
///
/// `iat` and `exp`, in seconds since 1970, stand in the header (RFC 7515, 4.3 allows it) because the payload is a
/// JSContact card and nothing else. What is kept and passed on is ``jws`` verbatim. Whoever verifies compares ``key``
/// with the key that they know: the seal only says that the card was not changed since the owner of *that* key sealed
/// it.
package struct SealedCard: Hashable, Sendable {
    /// All of it, verbatim, in ASCII.
    package let jws: [UInt8]
    /// Who sealed it.
    package let key: PublicKey
    /// When, in seconds since 1970 by their clock.
    package let issuedAt: Int64
    /// Until when they mean it to be good; nil for ever.
    package let expiresAt: Int64?
    /// What is sealed.
    package let card: Card

    /// Seals a card.
    /// - Throws: ``CardError/tooLarge(bytes:max:)``.
    package static func seal(
        _ card: Card, by signer: any Signer, issuedAt: Int64, expiresAt: Int64? = nil
    ) throws(CardError) -> SealedCard {
        let document = card.encoded()
        guard document.count <= CardLimits.documentBytesMax else {
            throw .tooLarge(bytes: document.count, max: CardLimits.documentBytesMax)
        }
        let x = String(decoding: Base64URL.encode(signer.publicKey.bytes), as: UTF8.self)
        let jwk = JSONValue.object([
            .init("kty", .string("OKP")), .init("crv", .string("Ed25519")), .init("x", .string(x)),
        ])
        var header = JSONValue.object([
            .init("alg", .string("Ed25519")), .init("typ", .string(type)), .init("jwk", jwk),
            .init("iat", .number("\(issuedAt)")),
        ])
        if let expiresAt { header.set("exp", .number("\(expiresAt)")) }
        let signed = Base64URL.encode(JSONWriter.write(header)) + [dot] + Base64URL.encode(document)
        let jws = signed + [dot] + Base64URL.encode(signer.sign(signed).bytes)
        return SealedCard(
            jws: jws, key: signer.publicKey, issuedAt: issuedAt, expiresAt: expiresAt, card: card)
    }

    /// Checks a seal and reads what is in it. Total: any bytes give a card or an error.
    /// - Throws: ``CardError``.
    package init(verifying jws: [UInt8]) throws(CardError) {
        try self.init(jws) { key, signature, message in key.verifies(signature, of: message) }
    }

    /// One that was checked before: from our own database.
    /// - Throws: ``CardError``, if it is none at all.
    package init(trusting jws: [UInt8]) throws(CardError) { try self.init(jws) { _, _, _ in true } }

    private init(
        _ jws: [UInt8], isGenuine: (PublicKey, Signature, [UInt8]) -> Bool
    ) throws(CardError) {
        guard jws.count <= CardLimits.jwsBytesMax else { throw .notSealed }
        let parts = jws.split(separator: Self.dot, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].count <= CardLimits.headerBytesMax, let header = Base64URL.decode(parts[0]),
            let document = Base64URL.decode(parts[1]), let bytes = Base64URL.decode(parts[2]),
            let signature = try? Signature(bytes)
        else { throw .notSealed }
        let head = try SealHeader(header)
        guard isGenuine(head.key, signature, Array(jws[..<parts[1].endIndex])) else { throw .badSignature }
        self.init(
            jws: jws, key: head.key, issuedAt: head.issuedAt, expiresAt: head.expiresAt,
            card: try Card(decoding: document))
    }

    private init(jws: [UInt8], key: PublicKey, issuedAt: Int64, expiresAt: Int64?, card: Card) {
        self.jws = jws
        self.key = key
        self.issuedAt = issuedAt
        self.expiresAt = expiresAt
        self.card = card
    }

    static let type = "jscontact+jws"
    private static let dot = UInt8(ascii: ".")
}
