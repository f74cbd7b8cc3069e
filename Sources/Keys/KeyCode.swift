/// A key as the text of a QR code, by which two people check each other instead of comparing digits.
///
/// `BAITHAK:` and then in base32, all in capitals so that the code is small: one byte of version (1), the key's 32
/// bytes, the end of its time in minutes since 1970 as 4 bytes, big endian, and 4 bytes of BLAKE2b over all before. It
/// names a key and opens nothing: whoever reads one learns whether it is the key of the person whom they mean.
package struct KeyCode: Hashable, Sendable {
    /// Whose.
    package let key: PublicKey
    /// Until when it is good, in minutes since 1970 by the clock of whoever showed it.
    package let expiryMinute: UInt32

    /// How long a code is good, in minutes: a day, because clocks differ where there is no internet. A photograph of
    /// one from another gathering is refused.
    package static let minutes: Int64 = 24 * 60
    /// Longer than any code.
    package static let bytesMax = 200

    private static let magic = [UInt8]("baithak:".utf8)
    private static let version: UInt8 = 1
    private static let sumBytes = 4
    private static let payloadBytes = 1 + 32 + 4

    /// A code for now.
    /// - Parameter nowMS: milliseconds since 1970.
    package init(_ key: PublicKey, nowMS: Int64) {
        self.key = key
        expiryMinute = UInt32(clamping: nowMS / 60_000 + Self.minutes)
    }

    /// What was read, blanks around it not counted.
    /// - Throws: ``KeyCodeError``.
    package init(reading text: String, nowMS: Int64) throws(KeyCodeError) {
        let isBlank = { (byte: UInt8) in byte <= 0x20 }
        let bytes = Array(text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
        guard bytes.count <= Self.bytesMax, bytes.count > Self.magic.count,
            zip(bytes, Self.magic).allSatisfy({ Base32.small($0) == $1 }),
            let payload = Base32.decode(bytes.dropFirst(Self.magic.count)), let version = payload.first
        else { throw .notACode }
        guard version == Self.version else { throw .otherVersion }
        guard payload.count == Self.payloadBytes + Self.sumBytes,
            Self.sum(Array(payload.prefix(Self.payloadBytes))) == Array(payload.suffix(Self.sumBytes)),
            let key = try? PublicKey(payload[1..<33])
        else { throw .damaged }
        self.key = key
        expiryMinute = payload[33..<37].reduce(0) { $0 << 8 | UInt32($1) }
        // Neither over, nor good for longer than any code ever is.
        let left = Int64(expiryMinute) - nowMS / 60_000
        guard left > 0, left <= 2 * Self.minutes else { throw .expired }
    }

    /// The text of the QR code: only what its smallest alphabet has.
    package var text: String {
        let time = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: expiryMinute >> $0) }
        let payload = [Self.version] + key.bytes + time
        return String(decoding: Self.magic + Base32.encode(payload + Self.sum(payload)), as: UTF8.self).uppercased()
    }

    private static func sum(_ payload: [UInt8]) -> [UInt8] {
        Blake2b.hash(Array("baithak-key-code-1".utf8) + payload, length: sumBytes + 12).prefix(sumBytes).map { $0 }
    }
}

/// Why a text is no code that counts.
package enum KeyCodeError: Error, Hashable, CustomStringConvertible {
    /// Something else was read.
    case notACode
    /// Of a later program.
    case otherVersion
    /// Some of it is missing or wrong.
    case damaged
    /// From another day.
    case expired

    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .notACode: "That is no code of baithak: read the one that `baithak verify … --qr` shows on their screen."
        case .otherVersion: "That code is of a later version of baithak: compare digits instead, or update."
        case .damaged: "The code was not read whole: read it again."
        case .expired: "The code is from another day, or a clock is wrong: have a new one shown."
        }
    }
}
