import Keys
import Peering

/// One direction of a link, frame by frame.
struct SealedFrames: ~Copyable {
    private var sealer: Sealer
    private var opener: Opener

    init() throws {
        let bytes = Entropy.bytes(ChaChaPoly.keyBytes)
        let one = try Secret(copying: bytes)
        let other = try Secret(copying: bytes)
        sealer = Sealer(cipher: TransportCipher(key: one))
        opener = Opener(cipher: TransportCipher(key: other))
    }

    mutating func seal(_ plaintext: [UInt8]) throws -> [UInt8] {
        var frame = plaintext + [UInt8](repeating: 0, count: 16)
        var span = frame.mutableSpan
        var bytes = span.mutableBytes
        try sealer.seal(inPlace: &bytes)
        return frame
    }

    mutating func open(_ sealed: [UInt8]) throws -> [UInt8] {
        var frame = sealed
        var span = frame.mutableSpan
        var bytes = span.mutableBytes
        try opener.open(inPlace: &bytes)
        return Array(frame.dropLast(16))
    }
}
