/// The digits that two people compare to know that nobody sits between them.
///
/// Commit, then reveal (as in ZRTP, RFC 6189, 4.4.1.1, and Bluetooth's numeric comparison): the requester commits to
/// its nonce before it sees the responder's, and the responder reveals its own before it sees the requester's. So
/// nobody can search for nonces that lead to the digits they want: they have one guess, which is right once in a
/// million. For that everything else in the digits must be fixed before the first nonce is shown: the name of the
/// exchange and both keys are, and nothing of a link goes in, because whoever sits between can open links anew until
/// they like what a handshake gives. `docs/protocol.md` has the proof.
package enum ShortCode {
    /// How many codes there are: six digits, which people can say to each other without a mistake.
    package static let codesCount: UInt64 = 1_000_000
    /// Length of a nonce in bytes.
    package static let nonceBytes = 32

    /// What the requester sends before it reveals its nonce: 32 bytes that give nothing away of it.
    package static func commitment(
        to nonce: [UInt8], exchange: [UInt8], requester: PublicKey, responder: PublicKey
    ) -> [UInt8] {
        var hash = Blake2b(length: 32)
        hash.update([UInt8]("baithak-commitment-2".utf8))
        hash.update(exchange)
        hash.update(requester.bytes)
        hash.update(responder.bytes)
        hash.update(nonce)
        return hash.finish()
    }

    /// The code, below `codes`: bound to the exchange, to both keys, to both nonces, and by their order to the roles.
    /// All parts have fixed lengths. Out of 64 bits, so that no code is likelier than another by more than 1 in 10^13.
    package static func code(
        exchange: [UInt8], requester: PublicKey, responder: PublicKey, requesterNonce: [UInt8],
        responderNonce: [UInt8], codes: UInt64 = codesCount
    ) -> UInt64 {
        var hash = Blake2b(length: 32)
        hash.update([UInt8]("baithak-code-2".utf8))
        hash.update(exchange)
        hash.update(requester.bytes)
        hash.update(responder.bytes)
        hash.update(requesterNonce)
        hash.update(responderNonce)
        return hash.finish().prefix(8).reduce(0) { $0 << 8 | UInt64($1) } % codes
    }

    /// A code as people read it: `042 917`.
    package static func digits(_ code: UInt64) -> String {
        let text = String(code)
        let padded = String(repeating: "0", count: max(0, 6 - text.count)) + text
        return "\(padded.prefix(3)) \(padded.dropFirst(3))"
    }
}
