import Gatherings
import Keys
import Testing

@Suite struct EntryTests {
    let asha: Author
    let founding: Entry

    init() throws {
        asha = try Author()
        founding = try asha.founding()
    }

    @Test("An entry comes back from its bytes as it was, with its name and its signature")
    func roundTrip() throws {
        let entry = try asha.entry("Mapping clinics, नक्शा", in: founding.id, after: founding)
        for one in [founding, entry, entry.retracted] {
            let read = try Entry(decoding: one.encoded())
            #expect(read == one && read.id == one.id && read.isGenuine)
        }
        #expect(entry.retracted.id == entry.id && entry.retracted.content == nil)
    }

    @Test("The signed bytes are kept as they came, also where another encoding means the same")
    func verbatim() throws {
        let entry = try asha.entry("text", in: founding.id, after: founding)
        // A field that a later release may have added.
        let bytes = entry.headerBytes + [0xFA, 0x01, 0x02, 0x68, 0x69]
        let signature = asha.key.sign(Entry.signatureContext + bytes)
        let sent = Self.field(1, bytes) + Self.field(2, signature.bytes) + Self.field(3, Array("text".utf8))
        let read = try Entry(decoding: sent)
        #expect(read.headerBytes == bytes && read.isGenuine && read.id != entry.id && read.header == entry.header)
        #expect(try Entry(decoding: read.encoded()) == read)
    }

    @Test("The number of a guest takes eight bytes of the header, and none where an author writes")
    func guests() throws {
        func entry(guest: UInt64) throws -> Entry {
            let header = EntryHeader(
                gathering: founding.id, log: asha.log(1), height: 1, previous: founding.id, document: founding.id,
                parents: [], createdMS: 1, kind: 7, guest: guest, content: [])
            return try Entry(decoding: Entry(signing: header, content: [], by: asha.key).encoded())
        }
        let (own, guests) = (try entry(guest: 0), try entry(guest: 0x0102_0304_0506_0708))
        #expect(own.header.guest == 0 && guests.header.guest == 0x0102_0304_0506_0708)
        #expect(guests.headerBytes == own.headerBytes + [13 << 3 | 1, 8, 7, 6, 5, 4, 3, 2, 1])
    }

    static func field(_ number: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        let length =
            bytes.count < 128 ? [UInt8(bytes.count)] : [UInt8(bytes.count & 0x7F | 0x80), UInt8(bytes.count >> 7)]
        return [number << 3 | 2] + length + bytes
    }

    @Test("Another content, another signature and another author are told")
    func forged() throws {
        let entry = try asha.entry("text", in: founding.id, after: founding)
        let other = try asha.entry("Text", in: founding.id, after: founding)
        let swapped =
            Self.field(1, entry.headerBytes) + Self.field(2, entry.signature.bytes) + Self.field(3, Array("Text".utf8))
        #expect(throws: EntryError.wrongContent) { try Entry(decoding: swapped) }
        let signed = Self.field(1, entry.headerBytes) + Self.field(2, other.signature.bytes)
        #expect(try !Entry(decoding: signed).isGenuine)
    }

    @Test("What is no entry is refused: fields of wrong length, in wrong order, against each other")
    func bounds() throws {
        let key = asha.key.publicKey
        func header(
            gathering: EntryID?, height: Int, previous: EntryID?, document: EntryID?, parents: [EntryID] = []
        ) -> [UInt8] {
            EntryHeader(
                gathering: gathering, log: LogID(author: key, number: 1), height: height, previous: previous,
                document: document, parents: parents, createdMS: 0, kind: 0, content: []
            ).encoded()
        }
        let id = founding.id
        #expect(throws: Never.self) {
            try EntryHeader(decoding: header(gathering: id, height: 0, previous: nil, document: id, parents: [id]))
        }
        let wrong = [
            header(gathering: id, height: 1, previous: nil, document: id),
            header(gathering: id, height: 0, previous: id, document: id),
            header(gathering: nil, height: 1, previous: id, document: id),
            header(gathering: nil, height: 0, previous: nil, document: id),
            header(gathering: id, height: 0, previous: nil, document: nil, parents: [id]),
            header(gathering: id, height: GatheringLimits.heightMax, previous: id, document: id),
        ]
        for bytes in wrong { #expect(throws: EntryError.outOfBounds) { try EntryHeader(decoding: bytes) } }
        #expect(throws: EntryError.self) { try EntryHeader(decoding: []) }
        let large = [UInt8](repeating: 0, count: GatheringLimits.headerBytesMax + 1)
        #expect(throws: EntryError.tooLarge) { try EntryHeader(decoding: large) }
    }

    @Test("Whatever bytes come, there is an entry or an error")
    func hostile() throws {
        let bytes = try asha.entry("Some text", in: founding.id, after: founding).encoded()
        for place in bytes.indices {
            for change in [0, 1, 0x7F, 0x80, 0xFF] as [UInt8] {
                var changed = bytes
                changed[place] = change
                if let entry = try? Entry(decoding: changed), changed != bytes { #expect(!entry.isGenuine) }
            }
            _ = try? Entry(decoding: Array(bytes[..<place]))
        }
    }
}
