internal import FoundationEssentials
internal import SwiftProtobuf

/// What an attendee signs with every beat.
package struct PresenceHeader: Hashable, Sendable {
    /// The author's Ed25519 public key, 32 bytes; that it is a valid point is not checked here.
    package let author: [UInt8]
    /// Grows with every beat of this author, also over restarts: milliseconds of their wall clock, or more. It orders
    /// beats and says nothing about time.
    package let stamp: UInt64
    /// How long until the author's next beat, in milliseconds, within ``WireLimits/intervalMSRange``.
    package let intervalMS: UInt32
    /// Whether the author says goodbye.
    package let leaving: Bool
    /// The first 16 bytes of BLAKE2b-256 over the profile's bytes.
    package let profileHash: [UInt8]

    /// All fields at once.
    package init(author: [UInt8], stamp: UInt64, intervalMS: UInt32, leaving: Bool, profileHash: [UInt8]) {
        self.author = author
        self.stamp = stamp
        self.intervalMS = intervalMS
        self.leaving = leaving
        self.profileHash = profileHash
    }

    /// The bytes to sign.
    package func encoded() -> [UInt8] {
        var message = PBPresenceHeader()
        message.author = .init(author)
        message.stamp = stamp
        message.intervalMs = intervalMS
        message.leaving = leaving
        message.profileHash = .init(profileHash)
        return message.encodedBytes()
    }

    /// Reads bytes that somebody signed.
    ///
    /// - Throws: ``WireError`` for anything that is not a header within its bounds.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= WireLimits.headerBytesMax else { throw .tooLarge }
        let message: PBPresenceHeader = try .decoded(from: bytes)
        guard message.author.count == 32, message.profileHash.count == 16,
            WireLimits.intervalMSRange.contains(message.intervalMs)
        else { throw .outOfBounds }
        self.init(
            author: [UInt8](message.author), stamp: message.stamp, intervalMS: message.intervalMs,
            leaving: message.leaving, profileHash: [UInt8](message.profileHash))
    }
}
