extension CardDetails {
    /// A picture.
    package struct Photo: Hashable, Sendable {
        /// `image/jpeg`, `image/png`, `image/webp` or `image/gif`.
        package var type: String
        /// The file.
        package var bytes: [UInt8]

        /// Both fields at once.
        package init(type: String, bytes: [UInt8]) {
            self.type = type
            self.bytes = bytes
        }

        /// The picture in a `data:` address in base64 (RFC 2397); nil if there is none within bounds. The type is what
        /// the bytes say.
        package init?(uri: String) {
            guard uri.utf8.starts(with: "data:".utf8), let comma = uri.utf8.firstIndex(of: UInt8(ascii: ",")) else {
                return nil
            }
            guard uri.utf8[..<comma].reversed().starts(with: ";base64".utf8.reversed()),
                let bytes = Base64URL.decodeStandard(Array(uri.utf8[uri.utf8.index(after: comma)...])),
                bytes.count <= CardLimits.photoBytesMax, let type = CardForm.photoType(of: bytes)
            else { return nil }
            self.init(type: type, bytes: bytes)
        }

        /// The picture as a `data:` address.
        package var uri: String {
            "data:\(type);base64,\(String(decoding: Base64URL.standard(bytes), as: UTF8.self))"
        }
    }
}
