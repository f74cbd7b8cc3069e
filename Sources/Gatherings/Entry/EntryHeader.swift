internal import FoundationEssentials
package import Keys
internal import SwiftProtobuf

/// What an attendee signs.
package struct EntryHeader: Hashable, Sendable {
    /// The gathering's founding entry; nil in that entry itself.
    package let gathering: EntryID?
    /// Who, and from which database. That the key is a valid point costs as much as half a signature: ``Record`` looks
    /// once for each author.
    package let log: LogID
    /// How many entries of this log come before, below ``GatheringLimits/heightMax``.
    package let height: Int
    /// The one before; nil at height 0.
    package let previous: EntryID?
    /// The entry that began the document; nil in an entry that begins one.
    package let document: EntryID?
    /// The heads of that document that the author knew: ascending, at most ``GatheringLimits/parentsMax``. Order in a
    /// document follows from these, never from clocks.
    package let parents: [EntryID]
    /// When the author says it was written, in milliseconds since 1970; for display only.
    package let createdMS: UInt64
    /// What the content is; unknown kinds are kept and passed on, so that an older node does not cut a newer one off.
    package let kind: UInt32
    /// What stays when the content is retracted, because what others wrote refers to it; at most
    /// ``GatheringLimits/shapeBytesMax``. Empty for most kinds.
    package let shape: [UInt8]
    /// Which guest of its author wrote it: 0 if the author did. The programme has no guests yet, so nothing of theirs
    /// counts there; in logs and pads it is their author's like everything else.
    package let guest: UInt64
    /// BLAKE2b-256 over the content.
    package let contentHash: Bytes32
    /// In bytes, at most ``GatheringLimits/contentBytesMax``.
    package let contentLength: Int

    /// All fields; hash and length are those of this content.
    package init(
        gathering: EntryID?, log: LogID, height: Int, previous: EntryID?, document: EntryID?, parents: [EntryID],
        createdMS: UInt64, kind: UInt32, shape: [UInt8] = [], guest: UInt64 = 0, content: [UInt8]
    ) {
        self.gathering = gathering
        self.log = log
        self.height = height
        self.previous = previous
        self.document = document
        self.parents = Set(parents).sorted()
        self.createdMS = createdMS
        self.kind = kind
        self.shape = shape
        self.guest = guest
        contentHash = EntryID.hash(content).bytes
        contentLength = content.count
    }

    /// The bytes to sign.
    package func encoded() -> [UInt8] {
        var message = PBEntryHeader()
        message.gathering = .init(gathering?.bytes.bytes ?? [])
        message.author = .init(log.author.bytes)
        message.log = log.number
        message.height = UInt32(height)
        message.previous = .init(previous?.bytes.bytes ?? [])
        message.document = .init(document?.bytes.bytes ?? [])
        message.parents = parents.map { .init($0.bytes.bytes) }
        message.createdMs = createdMS
        message.kind = kind
        message.shape = .init(shape)
        message.guest = guest
        message.contentHash = .init(contentHash.bytes)
        message.contentLength = UInt32(contentLength)
        return message.encodedBytes()
    }

    /// Reads bytes that somebody signed.
    ///
    /// - Throws: ``EntryError`` for anything that is not a header within its bounds.
    package init(decoding bytes: [UInt8]) throws(EntryError) {
        guard bytes.count <= GatheringLimits.headerBytesMax else { throw .tooLarge }
        let message: PBEntryHeader = try .decoded(from: bytes)
        guard message.parents.count <= GatheringLimits.parentsMax, message.shape.count <= GatheringLimits.shapeBytesMax
        else { throw .tooLarge }
        guard let contentHash = EntryID(message.contentHash),
            message.contentLength <= GatheringLimits.contentBytesMax, message.height < GatheringLimits.heightMax
        else { throw .outOfBounds }
        let parents = message.parents.compactMap { EntryID($0) }
        guard parents.count == message.parents.count, zip(parents, parents.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw .outOfBounds
        }
        guard let key = try? PublicKey(trusting: message.author) else { throw .outOfBounds }
        gathering = try Self.optional(message.gathering)
        log = LogID(author: key, number: message.log)
        height = Int(message.height)
        previous = try Self.optional(message.previous)
        document = try Self.optional(message.document)
        self.parents = parents
        createdMS = message.createdMs
        kind = message.kind
        shape = [UInt8](message.shape)
        guest = message.guest
        self.contentHash = contentHash.bytes
        contentLength = Int(message.contentLength)
        // A founding entry begins its author's log and a document; everything but the first of a log has one before it,
        // and only what goes on with a document has parents in it.
        guard (previous == nil) == (height == 0), gathering != nil || (height == 0 && document == nil),
            document != nil || parents.isEmpty
        else { throw .outOfBounds }
    }

    private static func optional(_ bytes: Data) throws(EntryError) -> EntryID? {
        if bytes.isEmpty { return nil }
        guard let id = EntryID(bytes) else { throw .outOfBounds }
        return id
    }
}
