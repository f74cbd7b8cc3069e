import Keys

/// The same work with nothing but the library's calls.
struct BareCipher: ~Copyable {
    private let key: Secret
    private var frames = Frames.fresh
    private var sealed: UInt64 = 0
    private var opened: UInt64 = 0

    init() throws { key = try Secret.random(ChaChaPoly.keyBytes) }

    mutating func sealAll() {
        for index in frames.indices {
            var span = frames[index].mutableSpan
            var bytes = span.mutableBytes
            ChaChaPoly.seal(&bytes, key: key, nonce: ChaChaNonce(counter: sealed), additional: RawSpan())
            sealed += 1
        }
    }

    mutating func openAll() throws {
        for index in frames.indices {
            var span = frames[index].mutableSpan
            var bytes = span.mutableBytes
            try ChaChaPoly.open(&bytes, key: key, nonce: ChaChaNonce(counter: opened), additional: RawSpan())
            opened += 1
        }
    }
}
