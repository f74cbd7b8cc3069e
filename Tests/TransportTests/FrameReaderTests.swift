import NIOCore
import Testing

@testable import Transport

struct FrameReaderTests {
    /// All frames that come of these pieces.
    func frames(_ pieces: [[UInt8]], max: Int = 100) throws -> [[UInt8]] {
        var reader = FrameReader()
        var frames: [[UInt8]] = []
        for piece in pieces {
            var buffer = ByteBuffer(bytes: piece)
            reader.append(&buffer)
            while let frame = try reader.next(bytesMax: max) { frames.append(frame) }
        }
        return frames
    }

    let stream: [UInt8] = [0, 3, 1, 2, 3, 0, 0, 0, 1, 9, 0, 2, 7]

    @Test("Frames come whole, however the bytes were cut")
    func cuts() throws {
        let whole: [[UInt8]] = [[1, 2, 3], [], [9]]
        #expect(try frames([stream]) == whole)
        #expect(try frames(stream.map { [$0] }) == whole)
        for cut in 0...stream.count {
            #expect(try frames([Array(stream.prefix(cut)), Array(stream.dropFirst(cut))]) == whole)
        }
    }

    @Test("A frame as long as the bound is taken, a longer one is refused as soon as its length is there")
    func bound() throws {
        let longest = [0, 100] + [UInt8](repeating: 1, count: 100)
        #expect(try frames([longest]) == [Array(longest.dropFirst(2))])
        #expect(throws: FrameTooLong(announced: 101, max: 100)) { try frames([[0, 101]]) }
        #expect(throws: FrameTooLong(announced: 65_535, max: 100)) { try frames([[0xFF], [0xFF]]) }
        #expect(try frames([[0xFF]]) == [])
    }
}
