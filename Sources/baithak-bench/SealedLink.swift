import Keys
import Peering

/// Both ends of one direction of a link.
struct SealedLink: ~Copyable {
    private var sealer: Sealer
    private var opener: Opener
    private var frames = Frames.fresh

    init() throws {
        let bytes = Entropy.bytes(ChaChaPoly.keyBytes)
        let one = try Secret(copying: bytes)
        let other = try Secret(copying: bytes)
        sealer = Sealer(cipher: TransportCipher(key: one))
        opener = Opener(cipher: TransportCipher(key: other))
    }

    mutating func sealAll() throws {
        for index in frames.indices {
            var span = frames[index].mutableSpan
            var bytes = span.mutableBytes
            try sealer.seal(inPlace: &bytes)
        }
    }

    mutating func openAll() throws {
        for index in frames.indices {
            var span = frames[index].mutableSpan
            var bytes = span.mutableBytes
            try opener.open(inPlace: &bytes)
        }
    }
}
