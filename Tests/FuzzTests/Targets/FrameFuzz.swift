import Keys
import NIOCore
import Peering

@testable import Transport

/// The stream of a link after its handshake.
enum FrameFuzz {
    static func take(_ bytes: [UInt8]) -> Bool {
        var script = Script(bytes)
        let (isSealed, step) = (script.byte() & 1 == 1, 1 + script.below(255))
        return isSealed ? takeSealed(&script, step) : takeRaw(script.remainder(), step)
    }

    /// Anything at all: it is cut as its lengths say, however it arrives, and nothing of it opens.
    private static func takeRaw(_ stream: [UInt8], _ step: Int) -> Bool {
        let max = HandshakeLimits.frameBytesMax
        let (frames, isRefused) = cut(stream, inPiecesOf: step, bytesMax: max)
        let (whole, isWholeRefused) = cut(stream, inPiecesOf: stream.count + 1, bytesMax: max)
        precondition(frames == whole && isRefused == isWholeRefused, "how bytes arrive changes nothing")
        var said = stream[...]
        for frame in frames {
            precondition(said.starts(with: Script.part(frame)), "a frame is what came")
            said = said.dropFirst(2 + frame.count)
        }
        var opener = Opener(cipher: TransportCipher(key: FixedKeys.secret(5)))
        for frame in frames { precondition((try? opener.open(frame)) == nil, "nobody seals without the key") }
        return !frames.isEmpty
    }

    /// Plaintexts that the other side sealed, of which one may have been changed on the way.
    private static func takeSealed(_ script: inout Script, _ step: Int) -> Bool {
        let (changed, place) = (script.below(8), Int(script.byte()))
        let change = script.byte()
        var plaintexts: [[UInt8]] = []
        while !script.isOver, plaintexts.count < 8 { plaintexts.append(script.part()) }
        var sealer = Sealer(cipher: TransportCipher(key: FixedKeys.secret(5)))
        var stream: [UInt8] = []
        for (number, plaintext) in plaintexts.enumerated() {
            guard var frame = try? sealer.seal(plaintext) else { preconditionFailure("whatever fits is sealed") }
            if number == changed { frame[place % frame.count] ^= change }
            stream += Script.part(frame)
        }
        let (frames, isRefused) = cut(stream, inPiecesOf: step, bytesMax: HandshakeLimits.sealedBytesMax)
        precondition(frames.count == plaintexts.count && !isRefused, "frames come out as they went in")
        var opener = Opener(cipher: TransportCipher(key: FixedKeys.secret(5)))
        var isOpen = true
        for (number, frame) in frames.enumerated() {
            if number == changed, change != 0 { isOpen = false }
            let opened = try? opener.open(frame)
            precondition(opened == (isOpen ? plaintexts[number] : nil), "what was changed closes the link for good")
        }
        return isOpen && !plaintexts.isEmpty
    }

    private static func cut(
        _ stream: [UInt8], inPiecesOf step: Int, bytesMax: Int
    ) -> (frames: [[UInt8]], isRefused: Bool) {
        var reader = FrameReader()
        var frames: [[UInt8]] = []
        var place = 0
        while place < stream.count {
            var piece = ByteBuffer(bytes: stream[place..<min(place + step, stream.count)])
            place += step
            reader.append(&piece)
            do {
                while let frame = try reader.next(bytesMax: bytesMax) { frames.append(frame) }
            } catch { return (frames, true) }
        }
        return (frames, false)
    }
}
