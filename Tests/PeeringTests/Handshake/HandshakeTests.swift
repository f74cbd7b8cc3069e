import Keys
import Peering
import Testing

@Suite("Handshake")
struct HandshakeTests {
    @Test("two sides learn who the other is, and share a hash that no other link has")
    func both() throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        let pair = try HandshakePair(one, other)
        #expect(pair.initiator.peer == other.publicKey)
        #expect(pair.responder.peer == one.publicKey)
        #expect(pair.initiator.handshakeHash == pair.responder.handshakeHash)
        #expect(pair.initiator.handshakeHash.count == 64)
        #expect(pair.frameBytes == [33, 192, 160])
        #expect(pair.frameBytes.allSatisfy { $0 <= HandshakeLimits.frameBytesMax })
        let again = try HandshakePair(one, other)
        #expect(again.initiator.handshakeHash != pair.initiator.handshakeHash)
    }

    @Test("no identity key is visible on the wire")
    func hidden() throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        var wire: [[UInt8]] = []
        _ = try HandshakePair(one, other) { wire.append($1) }
        #expect(wire.count == 3)
        for key in [one.publicKey.bytes, other.publicKey.bytes] {
            for frame in wire {
                #expect(!(0...frame.count - 32).contains { frame[$0..<$0 + 32].elementsEqual(key) })
            }
        }
    }

    @Test("no handshake with one byte changed is completed", arguments: [(0, 33), (1, 192), (2, 160)])
    func flips(_ message: Int, _ bytes: Int) throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        for position in 0..<bytes {
            let isVersion = message == 0 && position == 32
            let error = isVersion ? HandshakeError.otherVersion(Handshake.version ^ 0x80) : .decryptFailed
            #expect(throws: error, "message \(message), byte \(position)") {
                _ = try HandshakePair(one, other) { if $0 == message { $1[position] ^= 0x80 } }
            }
        }
    }

    @Test("any other length is refused by its length", arguments: [(0, 33), (1, 192), (2, 160)])
    func lengths(_ message: Int, _ bytes: Int) throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        for length in [0, 1, bytes - 2, bytes + 1, 2_048, 65_535] {
            #expect(throws: HandshakeError.badFrameLength(expected: bytes, actual: length)) {
                _ = try HandshakePair(one, other) {
                    if $0 == message { $1 = [UInt8](repeating: UInt8(Handshake.version), count: length) }
                }
            }
        }
    }

    @Test("a prologue with one byte changed is another protocol")
    func prologues() throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        #expect(Handshake.prologue == [UInt8]("baithak/2".utf8))
        for position in Handshake.prologue.indices {
            var changed = Handshake.prologue
            changed[position] ^= 1
            for prologues in [(changed, Handshake.prologue), (Handshake.prologue, changed)] {
                #expect(throws: HandshakeError.decryptFailed) {
                    _ = try HandshakePair(one, other, prologues: prologues)
                }
            }
        }
    }

    @Test("an older and a newer version are told by name, on both sides")
    func versions() throws {
        let identity = try linkIdentity()
        var listener = try handshake(.responder, identity)
        let old = [UInt8](repeating: 9, count: 32)
        #expect(throws: HandshakeError.otherVersion(1)) { _ = try listener.receive(old) }
        for length in [33, 40, 2_000] {
            listener = try handshake(.responder, identity)
            let new = old + [UInt8](repeating: 3, count: length - 32)
            #expect(throws: HandshakeError.otherVersion(3)) { _ = try listener.receive(new) }
        }
        for (said, version) in [("baithak/3", 3), ("baithak/1", 1), ("baithak/255", 255)] {
            var dialler = try handshake(.initiator, identity)
            _ = try dialler.start()
            #expect(throws: HandshakeError.otherVersion(version)) { _ = try dialler.receive([UInt8](said.utf8)) }
        }
        for said in ["baithak/", "baithak/x", "baithak/+3", "baithak/256", "baithak/1234", "HTTP/1.1"] {
            var dialler = try handshake(.initiator, identity)
            _ = try dialler.start()
            #expect(throws: HandshakeError.badFrameLength(expected: 192, actual: said.utf8.count)) {
                _ = try dialler.receive([UInt8](said.utf8))
            }
        }
    }

    @Test("keys of low order are refused wherever they come in the clear")
    func lowOrder() throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        for message in 0...1 {
            #expect(throws: HandshakeError.lowOrderKey) {
                _ = try HandshakePair(one, other) {
                    if $0 == message { $1.replaceSubrange(0..<32, with: repeatElement(0, count: 32)) }
                }
            }
        }
    }

    @Test("a node that reaches itself, or a twin with its identity, says so")
    func selfConnect() throws {
        let one = try linkIdentity()
        #expect(throws: HandshakeError.selfConnect) { _ = try HandshakePair(one, one) }
        let signer = try SigningKey.generate()
        let twins = try (0..<2).map { _ in try LinkIdentity(signer: signer, agreement: AgreementKey.generate()) }
        #expect(throws: HandshakeError.selfConnect) { _ = try HandshakePair(twins[0], twins[1]) }
    }

    @Test("frames and starts out of turn are refused, and so is everything after an end")
    func outOfTurn() throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        var dialler = try handshake(.initiator, one)
        #expect(throws: HandshakeError.outOfTurn) { _ = try dialler.receive([]) }
        #expect(throws: HandshakeError.outOfTurn) { _ = try dialler.start() }
        dialler = try handshake(.initiator, one)
        _ = try dialler.start()
        #expect(throws: HandshakeError.outOfTurn) { _ = try dialler.start() }
        var listener = try handshake(.responder, other)
        #expect(throws: HandshakeError.badFrameLength(expected: 33, actual: 3)) { _ = try listener.receive([1, 2, 3]) }
        #expect(throws: HandshakeError.outOfTurn) {
            _ = try listener.receive([UInt8](repeating: 9, count: 33))
        }
    }

    @Test("what was recorded from one link is refused by the next")
    func replay() throws {
        let (one, other) = (try linkIdentity(), try linkIdentity())
        var recorded: [[UInt8]] = []
        _ = try HandshakePair(one, other) { recorded.append($1) }
        var listener = try handshake(.responder, other)
        _ = try listener.receive(recorded[0])
        #expect(throws: HandshakeError.decryptFailed) { _ = try listener.receive(recorded[2]) }
        var dialler = try handshake(.initiator, one)
        _ = try dialler.start()
        #expect(throws: HandshakeError.decryptFailed) { _ = try dialler.receive(recorded[1]) }
    }
}
