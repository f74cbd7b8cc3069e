package import Keys

/// What it takes to join a gathering that is by invitation. Everybody who takes part has it and may hand it on: it
/// keeps out who was told nothing, and is changed by founding another gathering.
package struct Invitation: Hashable, Sendable {
    /// Length of the secret in bytes: nobody can try them all.
    package static let secretBytes = 16
    /// Longer than any text of one, with blanks and hyphens as people put them.
    package static let textBytesMax = 256

    /// Known to all who were invited, and to nobody else.
    package let secret: [UInt8]
    /// The first eight bytes of the gathering's id.
    package let gatheringPrefix: UInt64

    /// An invitation to a gathering whose founding names ``hash(of:)`` of this secret.
    ///
    /// - Throws: ``InvitationError/damaged`` unless there are ``secretBytes`` bytes.
    package init(secret: [UInt8], gathering: EntryID) throws(InvitationError) {
        try self.init(secret: secret, gatheringPrefix: gathering.bytes.prefix)
    }

    /// An invitation as it was kept.
    ///
    /// - Throws: ``InvitationError/damaged`` unless there are ``secretBytes`` bytes.
    package init(secret: [UInt8], gatheringPrefix: UInt64) throws(InvitationError) {
        guard secret.count == Self.secretBytes else { throw .damaged }
        self.secret = secret
        self.gatheringPrefix = gatheringPrefix
    }

    /// What a founding names, so that everybody can tell the right secret: BLAKE2b-256 over it.
    package var hash: Bytes32 { Self.hash(of: secret) }

    /// The same before there is a gathering.
    package static func hash(of secret: [UInt8]) -> Bytes32 { EntryID.hash(secret).bytes }

    /// What an attendee's joining carries: only who was invited can make it, for that attendee and gathering alone.
    package func membershipTag(for author: PublicKey, gathering: EntryID) -> Bytes32 {
        let said = Array("baithak-join-1".utf8) + gathering.bytes.bytes + author.bytes
        guard let tag = EntryID(Blake2b.hash(said, length: 32, key: secret)) else {
            preconditionFailure("a hash has 32 bytes")
        }
        return tag.bytes
    }

    /// Shows over a link, in 16 bytes, that this side was invited. Bound to the link by its handshake hash and to the
    /// side by its role, so nobody can pass it on or send it back.
    package func linkProof(handshakeHash: [UInt8], isInitiator: Bool) -> [UInt8] {
        Blake2b.hash(
            Array("baithak-member-2".utf8) + handshakeHash + [isInitiator ? 0 : 1], length: 16, key: secret)
    }

    // As text: `baithak-join:`, then in base32 the gathering's prefix, the secret, and 3 bytes of BLAKE2b over both.

    private static let magic = Array("baithakjoin:".utf8)
    private static let sumBytes = 3

    /// For typing and for QR codes, in groups of four; capitals mean the same.
    package var text: String {
        let payload =
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: gatheringPrefix >> $0) }
            + secret
        let characters = Base32.encode(payload + Self.sum(payload))
        let groups = stride(from: 0, to: characters.count, by: 4).map { start in
            String(decoding: characters[start..<min(start + 4, characters.count)], as: UTF8.self)
        }
        return "baithak-join:" + groups.joined(separator: "-")
    }

    /// What somebody typed or scanned; capitals, blanks, ends of lines and hyphens do not matter, and the word before
    /// the colon may be left out.
    ///
    /// - Throws: ``InvitationError``, which says what to do.
    package init(_ text: String) throws(InvitationError) {
        guard text.utf8.count <= Self.textBytesMax else { throw .notAnInvitation }
        let bytes = text.utf8.filter { !(0x09...0x0D ~= $0 || $0 == 0x20 || $0 == UInt8(ascii: "-")) }
            .map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 }
        let hasMagic = bytes.starts(with: Self.magic)
        let code = bytes.dropFirst(hasMagic ? Self.magic.count : 0)
        let length = 8 + Self.secretBytes + Self.sumBytes
        let characters = (length * 8 + 4) / 5
        guard hasMagic || code.count == characters else { throw .notAnInvitation }
        guard code.count == characters else { throw .wrongLength(code.count, expected: characters) }
        guard let payload = Base32.decode(code) else { throw .damaged }
        let said = Array(payload.dropLast(Self.sumBytes))
        guard Self.sum(said) == Array(payload.suffix(Self.sumBytes)) else { throw .damaged }
        gatheringPrefix = said.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        secret = Array(said.dropFirst(8))
    }

    private static func sum(_ payload: [UInt8]) -> [UInt8] {
        Array(Blake2b.hash(Array("baithak-invitation-1".utf8) + payload, length: 16).prefix(sumBytes))
    }
}

extension Invitation: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Which gathering it is to; never the secret.
    package var description: String {
        "invitation to \(Hex.encode((0..<4).map { UInt8(truncatingIfNeeded: gatheringPrefix >> (56 - 8 * $0)) }))"
    }

    /// The same.
    package var debugDescription: String { description }

    /// Nothing, so that no dump shows it either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why a text is no invitation, with a sentence that says what to do.
package enum InvitationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Something else was typed or scanned.
    case notAnInvitation
    /// So many characters came after the colon.
    case wrongLength(Int, expected: Int)
    /// A character is wrong.
    case damaged

    /// The sentence.
    package var description: String {
        switch self {
        case .notAnInvitation: "That is no invitation: it begins with `baithak-join:`; ask an organiser for it."
        case .wrongLength(let count, let expected):
            "The invitation has \(count) characters after the colon and should have \(expected): "
                + (count < expected ? "some are missing." : "there are too many.") + " Copy it again."
        case .damaged: "A character of the invitation is wrong: compare it with the original, or scan its QR code."
        }
    }
}
