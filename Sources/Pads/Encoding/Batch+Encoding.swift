/// How batches and pads look as bytes, in version 1 of the format. All numbers are LEB128.
///
///     "bpad"  4 bytes
///     1       version of the format, a byte
///     1 or 0  whether the text follows, a byte
///     text    only then: number of bytes, UTF-8
///     CRC-32C of everything before, 4 bytes, lowest first
///     columns of the batch
///     CRC-32C of everything before, 4 bytes, lowest first
package enum PadFormat {
    static let magic = Array("bpad".utf8)
    static let version: UInt8 = 1

    static func encode(_ batch: Batch, text: [UInt8]?) -> [UInt8] {
        var columns: [UInt8] = []
        batch.appendColumns(to: &columns)
        return seal(columns: columns, text: text)
    }

    /// Puts around columns what belongs there. Whoever wants to see what made-up columns do calls it as well.
    package static func seal(columns: [UInt8], text: [UInt8]? = nil) -> [UInt8] {
        var bytes = magic + [version, text == nil ? 0 : 1]
        if let text { bytes.append(number: text.count, thenBytes: text) }
        bytes.appendChecksum(from: 0)
        bytes += columns
        bytes.appendChecksum(from: 0)
        return bytes
    }

    /// The text that goes before the columns, nil if there is none; the reader then stands before them.
    static func readText(_ reader: inout ByteReader) throws(PadError) -> ArraySlice<UInt8>? {
        guard reader.left <= PadLimits.encodedBytesMax else { throw .tooMany }
        guard reader.left >= magic.count, try Array(reader.bytes(magic.count)) == magic else {
            throw .malformed(.notAPad)
        }
        let written = try reader.byte()
        guard written == version else { throw .malformed(written > version ? .newer(Int(written)) : .notAPad) }
        var text: ArraySlice<UInt8>?
        switch try reader.byte() {
        case 0: break
        case 1: text = try reader.bytes(try reader.number(PadLimits.encodedBytesMax))
        default: throw .malformed(.content)
        }
        try reader.checksum()
        return text
    }

    static func readBatch(_ reader: inout ByteReader) throws(PadError) -> Batch {
        let batch = try Batch(columns: &reader)
        try reader.checksum()
        guard reader.isAtEnd else { throw .malformed(.length) }
        return batch
    }
}

extension Batch {
    /// As bytes (``PadFormat``).
    package var encoded: [UInt8] { PadFormat.encode(self, text: nil) }

    /// A batch from any bytes.
    ///
    /// - Throws: ``PadError/malformed(_:)`` or ``PadError/tooMany``. Memory stays in proportion to the bytes.
    package init(decoding bytes: [UInt8]) throws(PadError) {
        var reader = ByteReader(bytes[...])
        _ = try PadFormat.readText(&reader)
        self = try PadFormat.readBatch(&reader)
    }
}

extension Pad {
    /// The whole history as bytes, with the text before it if that is to be read without it. The same pad gives the
    /// same bytes.
    package func encoded(withText: Bool = true) -> [UInt8] {
        PadFormat.encode(graph.batch(since: .empty), text: withText ? text.utf8 : nil)
    }

    /// A pad from any bytes.
    ///
    /// - Throws: ``PadError``.
    package init(decoding bytes: [UInt8]) throws(PadError) {
        self.init()
        var reader = ByteReader(bytes[...])
        let text = try PadFormat.readText(&reader)
        _ = try take(try PadFormat.readBatch(&reader))
        // Bytes that say one thing and mean another were made up.
        if let text, self.text.utf8 != Array(text) { throw .malformed(.content) }
    }

    /// Only the text, of bytes that were written with it: the history is passed over. Nil if they were written without.
    ///
    /// - Throws: ``PadError/malformed(_:)`` or ``PadError/tooMany``.
    package static func text(ofEncoded bytes: [UInt8]) throws(PadError) -> Text? {
        var reader = ByteReader(bytes[...])
        guard let text = try PadFormat.readText(&reader) else { return nil }
        guard let scalars = UTF8.scalars(text) else { throw .malformed(.content) }
        return Text(scalars)
    }
}
