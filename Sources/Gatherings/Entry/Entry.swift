internal import FoundationEssentials
package import Keys
internal import SwiftProtobuf

/// The signed unit of everything a gathering shares. Immutable; what travels and what is stored are the bytes that were
/// signed. The content stands beside them, so that it can be retracted while the chain still holds.
package struct Entry: Hashable, Sendable {
    /// What is put before the header's bytes when they are signed, so that a signature fits no other purpose.
    package static let signatureContext = [UInt8]("baithak-entry-1".utf8)

    /// What the signed bytes say.
    package let header: EntryHeader
    /// The bytes that the signature covers, after ``signatureContext``.
    package let headerBytes: [UInt8]
    /// Not checked here; see ``isGenuine``.
    package let signature: Signature
    /// The name that follows from the header's bytes and the signature.
    package let id: EntryID
    /// What it says; nil where it was retracted. If it is there, it is the one that was signed.
    package private(set) var content: [UInt8]?

    /// Signs an entry.
    ///
    /// - Throws: ``EntryError/tooLarge`` if the content, the shape or the list of parents is.
    package init(signing header: EntryHeader, content: [UInt8], by signer: any Signer) throws(EntryError) {
        precondition(header.log.author == signer.publicKey && header.contentLength == content.count, "one's own entry")
        guard content.count <= GatheringLimits.contentBytesMax, header.parents.count <= GatheringLimits.parentsMax,
            header.shape.count <= GatheringLimits.shapeBytesMax
        else { throw .tooLarge }
        let bytes = header.encoded()
        self.init(header, bytes, signer.sign(Self.signatureContext + bytes), content)
    }

    private init(_ header: EntryHeader, _ headerBytes: [UInt8], _ signature: Signature, _ content: [UInt8]?) {
        self.header = header
        self.headerBytes = headerBytes
        self.signature = signature
        self.content = content
        id = .hash(headerBytes + signature.bytes)
    }

    /// Whether its author signed it. Costs about 50 microseconds; a chain needs it of its last entry only.
    package var isGenuine: Bool {
        header.log.author.verifies(signature, of: Self.signatureContext + headerBytes)
    }

    /// The same without its content, as after a retraction.
    package var retracted: Entry {
        var entry = self
        entry.content = nil
        return entry
    }

    /// As it travels.
    package func encoded() -> [UInt8] {
        Self.encoded(header: headerBytes, signature: signature.bytes, content: content)
    }

    /// The same from parts that were kept.
    package static func encoded(header: [UInt8], signature: [UInt8], content: [UInt8]?) -> [UInt8] {
        var message = PBEntry()
        message.header = .init(header)
        message.signature = .init(signature)
        if let content { message.content = .init(content) }
        return message.encodedBytes()
    }

    /// Reads what travelled. The signature is not checked, the content is.
    ///
    /// - Throws: ``EntryError`` for anything that is not an entry within its bounds.
    package init(decoding bytes: [UInt8]) throws(EntryError) {
        guard bytes.count <= GatheringLimits.headerBytesMax + GatheringLimits.contentBytesMax + 128 else {
            throw .tooLarge
        }
        let message: PBEntry = try .decoded(from: bytes)
        let headerBytes = [UInt8](message.header)
        let header = try EntryHeader(decoding: headerBytes)
        guard let signature = try? Signature(message.signature) else { throw .outOfBounds }
        let content = message.hasContent ? [UInt8](message.content) : nil
        if let content {
            guard content.count == header.contentLength, EntryID.hash(content).bytes == header.contentHash else {
                throw .wrongContent
            }
        }
        self.init(header, headerBytes, signature, content)
    }
}
