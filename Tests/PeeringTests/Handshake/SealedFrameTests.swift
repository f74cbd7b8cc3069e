import Keys
import Peering
import Testing

@Suite("Frames of an established link")
struct SealedFrameTests {
    @Test("plaintexts of every interesting length cross both ways")
    func lengths() throws {
        var pair = try HandshakePair(linkIdentity(), linkIdentity())
        for length in [0, 1, 15, 16, 17, 63, 64, 65, 16_384, HandshakeLimits.plaintextBytesMax] {
            let plain = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            let there = try pair.initiator.sealer.seal(plain)
            #expect(there.count == length + HandshakeLimits.tagBytes)
            #expect(try pair.responder.opener.open(there) == plain)
            let back = try pair.responder.sealer.seal(plain)
            #expect(back != there)
            #expect(try pair.initiator.opener.open(back) == plain)
        }
    }

    @Test("sealing in place and from buffer to buffer give the same frames")
    func forms() throws {
        let key = [UInt8](0..<32)
        var one = try Sealer(cipher: TransportCipher(key: Secret(copying: key)))
        var other = try Sealer(cipher: TransportCipher(key: Secret(copying: key)))
        for length in [0, 1, 1_000] {
            let plain = [UInt8](repeating: 5, count: length)
            var frame = [UInt8](repeating: 1, count: length + 16)
            do {
                var span = frame.mutableSpan
                var bytes = span.mutableBytes
                try one.seal(plain.span.bytes, into: &bytes)
            }
            #expect(try other.seal(plain) == frame)
        }
    }

    @Test("a plaintext too long for a frame is refused, and the link goes on")
    func tooLong() throws {
        var pair = try HandshakePair(linkIdentity(), linkIdentity())
        #expect(throws: LinkError.plaintextTooLong(65_520)) {
            _ = try pair.initiator.sealer.seal([UInt8](repeating: 0, count: 65_520))
        }
        #expect(try pair.responder.opener.open(pair.initiator.sealer.seal([1])) == [1])
    }

    @Test("a changed, repeated, missing or reflected frame closes the opener for good")
    func changed() throws {
        for kind in 0..<4 {
            var pair = try HandshakePair(linkIdentity(), linkIdentity())
            let frames = [try pair.initiator.sealer.seal([1]), try pair.initiator.sealer.seal([2])]
            let reflected = try pair.responder.sealer.seal([3])
            #expect(try pair.responder.opener.open(frames[0]) == [1])
            var bad: [UInt8]
            switch kind {
            case 0:
                bad = frames[1]
                bad[0] ^= 1
            case 1: bad = frames[0]
            case 2: bad = try pair.initiator.sealer.seal([4])
            default: bad = reflected
            }
            #expect(throws: LinkError.decryptFailed) { _ = try pair.responder.opener.open(bad) }
            #expect(throws: LinkError.closed) { _ = try pair.responder.opener.open(frames[1]) }
        }
    }

    @Test("a frame shorter than its tag or longer than its length field is refused by its length")
    func badLength() throws {
        for length in [0, 1, 15, 65_536] {
            var pair = try HandshakePair(linkIdentity(), linkIdentity())
            #expect(throws: LinkError.badFrameLength(length)) {
                _ = try pair.initiator.opener.open([UInt8](repeating: 0, count: length))
            }
        }
    }

    @Test("the two directions may be kept in different places")
    func split() throws {
        let pair = try HandshakePair(linkIdentity(), linkIdentity())
        let frame = try pair.initiator.split { sealer, _ in
            var sealer = sealer
            return Result { try sealer.seal([1, 2, 3]) }
        }.get()
        let plain = try pair.responder.split { _, opener in
            var opener = opener
            return Result { try opener.open(frame) }
        }.get()
        #expect(plain == [1, 2, 3])
    }
}
