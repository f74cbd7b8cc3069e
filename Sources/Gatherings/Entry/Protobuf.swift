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

    /// Reads a message. Fields that this release does not know are passed over here; they stay in the signed bytes.
    static func decoded(from bytes: [UInt8]) throws(EntryError) -> Self {
        var options = BinaryDecodingOptions()
        options.messageDepthLimit = 2
        options.discardUnknownFields = true
        do {
            return try Self(serializedBytes: bytes, options: options)
        } catch {
            throw .malformed
        }
    }
}
