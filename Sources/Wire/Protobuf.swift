internal import SwiftProtobuf

extension SwiftProtobuf.Message {
    /// The message's bytes. Serialising our own proto3 values cannot fail: there are no required fields.
    func encodedBytes() -> [UInt8] {
        do {
            return try serializedBytes()
        } catch {
            preconditionFailure("a proto3 message without Any or required fields always serialises")
        }
    }

    /// Reads a message, with nesting bounded by the format itself (``Message`` is three levels deep).
    static func decoded(from bytes: [UInt8]) throws(WireError) -> Self {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = 8
        options.discardUnknownFields = true
        do {
            return try Self(serializedBytes: bytes, options: options)
        } catch {
            throw .malformed
        }
    }
}
