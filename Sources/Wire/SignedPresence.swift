/// One attendee's heartbeat as it travels: signed bytes that are passed on verbatim, and what they say.
package struct SignedPresence: Hashable, Sendable {
    /// What the signed bytes say.
    package let header: PresenceHeader
    /// The bytes that the signature covers, after ``signatureContext``; at most ``WireLimits/headerBytesMax``.
    package let headerBytes: [UInt8]
    /// The Ed25519 signature, 64 bytes; not checked here.
    package let signature: [UInt8]
    /// The profile whose hash the header names, where it travels along; at most ``WireLimits/profileBytesMax``. That
    /// the hash fits is not checked here.
    package let profileBytes: [UInt8]?
    /// How long ago the sender heard this beat, in milliseconds.
    package let ageMS: UInt32

    /// What is put before the header's bytes when they are signed, so that a signature fits no other purpose.
    package static let signatureContext = [UInt8]("baithak-presence-1".utf8)

    /// A presence from its parts; the header must be what the bytes say.
    package init(
        header: PresenceHeader, headerBytes: [UInt8], signature: [UInt8], profileBytes: [UInt8]?, ageMS: UInt32
    ) {
        self.header = header
        self.headerBytes = headerBytes
        self.signature = signature
        self.profileBytes = profileBytes
        self.ageMS = ageMS
    }

    /// The bytes that the signature covers.
    package var signedBytes: [UInt8] { Self.signatureContext + headerBytes }
}

extension SignedPresence {
    /// The same signed bytes with another profile beside them, and another age.
    package func travelling(withProfile profileBytes: [UInt8]?, ageMS: UInt32) -> SignedPresence {
        SignedPresence(
            header: header, headerBytes: headerBytes, signature: signature, profileBytes: profileBytes, ageMS: ageMS)
    }
}
