import Keys

/// The protected header of a sealed card.
struct SealHeader {
    let key: PublicKey
    let issuedAt: Int64
    let expiresAt: Int64?

    init(_ bytes: [UInt8]) throws(CardError) {
        guard let header = JSONParser.parse(bytes, depthMax: 3), case .object = header else {
            throw .badHeader("its header is no JSON object")
        }
        guard let algorithm = header["alg"]?.text, algorithm == "Ed25519" || algorithm == "EdDSA" else {
            throw .badHeader("it is not signed with Ed25519")
        }
        // RFC 7515, 4.1.11: whoever does not know a critical extension must refuse.
        guard header["crit"] == nil, header["b64"] == nil else {
            throw .badHeader("it needs an extension that is not known here")
        }
        if let type = header["typ"]?.text, type != SealedCard.type { throw .badHeader("it seals something else") }
        guard let jwk = header["jwk"], jwk["kty"]?.text == "OKP", jwk["crv"]?.text == "Ed25519",
            let x = jwk["x"]?.text, let raw = Base64URL.decode(Array(x.utf8)[...]), let key = try? PublicKey(raw)
        else { throw .badHeader("the key in it is none") }
        guard let issuedAt = header["iat"]?.integer, issuedAt >= 0 else {
            throw .badHeader("it does not say when it was sealed")
        }
        self.key = key
        self.issuedAt = issuedAt
        switch header["exp"] {
        case nil: expiresAt = nil
        case let value?:
            guard let seconds = value.integer, seconds >= 0 else { throw .badHeader("its end is no time") }
            expiresAt = seconds
        }
    }
}
