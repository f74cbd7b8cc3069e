import NIOCore

/// Cuts a stream of bytes into frames: `u16 big-endian length ‖ body`. It holds what was received of one frame, never
/// what was announced.
struct FrameReader {
    private var buffer = ByteBuffer()

    /// Takes bytes as they came.
    mutating func append(_ bytes: inout ByteBuffer) {
        buffer.discardReadBytes()
        buffer.writeBuffer(&bytes)
    }

    /// The next whole frame, nil until more bytes come.
    /// - Throws: ``FrameTooLong`` as soon as a length beyond `bytesMax` is announced.
    mutating func next(bytesMax: Int) throws(FrameTooLong) -> [UInt8]? {
        guard let length = buffer.getInteger(at: buffer.readerIndex, as: UInt16.self) else { return nil }
        guard Int(length) <= bytesMax else { throw FrameTooLong(announced: Int(length), max: bytesMax) }
        guard buffer.readableBytes >= 2 + Int(length) else { return nil }
        buffer.moveReaderIndex(forwardBy: 2)
        return buffer.readBytes(length: Int(length))
    }
}

/// Somebody announced a frame beyond the bound.
struct FrameTooLong: Error, Hashable, CustomStringConvertible {
    let announced: Int
    let max: Int

    var description: String { "a frame of \(announced) bytes was announced where \(max) are allowed" }
}
