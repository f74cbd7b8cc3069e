import Testing
import Wire

struct MessageBoundsTests {
    func header(
        author: Int = 32, intervalMS: UInt32 = 20_000, profileHash: Int = 16
    ) -> PresenceHeader {
        PresenceHeader(
            author: [UInt8](repeating: 1, count: author), stamp: 1, intervalMS: intervalMS, leaving: false,
            profileHash: [UInt8](repeating: 2, count: profileHash))
    }

    func presence(headerBytes: [UInt8], signature: Int = 64, profile: [UInt8]? = nil) -> Message {
        .presences([
            SignedPresence(
                header: header(), headerBytes: headerBytes, signature: [UInt8](repeating: 3, count: signature),
                profileBytes: profile, ageMS: 0)
        ])
    }

    @Test("33 presences are too many")
    func presences() {
        let message = Message.presences(Array(repeating: Samples.presence(), count: 33))
        #expect(throws: WireError.outOfBounds) { try Message(decoding: message.encoded()) }
    }

    @Test("2,049 announcements are too many, and so are 2,049 questions")
    func announcements() {
        let have = Message.have(Array(repeating: Announcement(author: 1, stamp: 1), count: 2_049), whole: false)
        #expect(throws: WireError.outOfBounds) { try Message(decoding: have.encoded()) }
        for question in [
            Message.graft(Array(repeating: 1, count: 2_049), once: false), .pull(Array(repeating: 1, count: 2_049)),
        ] {
            #expect(throws: WireError.outOfBounds) { try Message(decoding: question.encoded()) }
        }
        let pull = Message.pull(Array(repeating: 1, count: 2_049))
        #expect(throws: WireError.outOfBounds) { try Message(decoding: pull.encoded()) }
    }

    @Test("A frame's worth of bytes and one more is too large")
    func frame() {
        let padding = Message.prune.encoded() + field(15, [UInt8](repeating: 0, count: 65_513))
        #expect(padding.count == 65_519)
        #expect(throws: Never.self) { try Message(decoding: padding) }
        #expect(throws: WireError.tooLarge) { try Message(decoding: padding + [0]) }
    }

    @Test("A profile of 1,793 bytes is too large, one of 1,792 is not")
    func profile() {
        let bytes = header().encoded()
        let fits = presence(headerBytes: bytes, profile: [UInt8](repeating: 0, count: 1_792))
        #expect(throws: Never.self) { try Message(decoding: fits.encoded()) }
        let large = presence(headerBytes: bytes, profile: [UInt8](repeating: 0, count: 1_793))
        #expect(throws: WireError.tooLarge) { try Message(decoding: large.encoded()) }
        #expect(throws: WireError.tooLarge) { try Profile(decoding: [UInt8](repeating: 0, count: 1_793)) }
    }

    @Test("A header of 128 bytes is taken, one of 129 is too large")
    func headerBytes() {
        func padded(to count: Int) -> [UInt8] {
            let bytes = header().encoded()
            return bytes + field(15, [UInt8](repeating: 0, count: count - bytes.count - 2))
        }
        #expect(padded(to: 129).count == 129)
        #expect(throws: WireError.tooLarge) { try Message(decoding: presence(headerBytes: padded(to: 129)).encoded()) }
        #expect(throws: Never.self) { try Message(decoding: presence(headerBytes: padded(to: 128)).encoded()) }
    }

    @Test("Beats come at intervals of one second to ten minutes", arguments: [0, 1, 999, 600_001, UInt32.max])
    func interval(_ milliseconds: UInt32) {
        let bytes = header(intervalMS: milliseconds).encoded()
        #expect(throws: WireError.outOfBounds) { try Message(decoding: presence(headerBytes: bytes).encoded()) }
    }

    @Test("The shortest and the longest interval are allowed", arguments: [1_000, UInt32(600_000)])
    func intervalBounds(_ milliseconds: UInt32) throws {
        let header = header(intervalMS: milliseconds)
        #expect(try PresenceHeader(decoding: header.encoded()) == header)
    }

    @Test("A key has 32 bytes, a hash 16, a signature 64", arguments: [-1, 1])
    func lengths(_ off: Int) {
        #expect(throws: WireError.outOfBounds) { try PresenceHeader(decoding: header(author: 32 + off).encoded()) }
        #expect(throws: WireError.outOfBounds) { try PresenceHeader(decoding: header(profileHash: 16 + off).encoded()) }
        let signed = presence(headerBytes: header().encoded(), signature: 64 + off)
        #expect(throws: WireError.outOfBounds) { try Message(decoding: signed.encoded()) }
    }

    @Test("Nothing and an unknown kind are of no known kind")
    func unknownKind() {
        #expect(throws: WireError.unknownKind) { try Message(decoding: []) }
        #expect(throws: WireError.unknownKind) { try Message(decoding: field(14, [1, 2, 3])) }
    }

    @Test("Authors without stamps, or fewer of one than of the other, are refused")
    func unpaired() {
        let eight = [UInt8](repeating: 1, count: 8)
        #expect(throws: WireError.outOfBounds) { try Message(decoding: field(2, field(1, eight))) }
        #expect(throws: WireError.outOfBounds) {
            try Message(decoding: field(2, field(1, eight) + field(2, eight + eight)))
        }
    }

    @Test("A list that comes in two pieces is bounded as a whole")
    func twoPieces() {
        let half = Message.presences(Array(repeating: Samples.presence(), count: 20)).encoded()
        #expect(throws: WireError.outOfBounds) { try Message(decoding: half + half) }
    }

    @Test("A length that promises more than there is, and one beyond all numbers, are malformed")
    func lengthsThatLie() {
        for bytes in [[0x0A, 0x7F], [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F], [0x0A] + Array(repeating: 0xFF, count: 10)] {
            #expect(throws: WireError.malformed) { try Message(decoding: bytes.map { UInt8($0) }) }
        }
    }

    @Test("Nine addresses are too many, and addresses of unknown form are passed over")
    func endpoints() throws {
        func address(_ ip: [UInt8], _ port: [UInt8]) -> [UInt8] { field(6, field(1, ip) + [0x10] + port) }
        let good = address([192, 0, 2, 1], [0x88, 0x27])
        let profile = try Profile(
            decoding: good + address([1, 2, 3], [1]) + address([192, 0, 2, 2], [0])
                + address([192, 0, 2, 3], [0x80, 0x80, 0x04]))
        #expect(profile.endpoints == [Endpoint(address: .v4(0xC000_0201), port: 5_000)])
        #expect(throws: WireError.outOfBounds) {
            try Profile(decoding: Array(repeating: good, count: 9).flatMap { $0 })
        }
        let mapped = try Profile(decoding: address(Array(repeating: 0, count: 10) + [255, 255, 192, 0, 2, 1], [1]))
        #expect(mapped.endpoints.map(\.address) == [.v4(0xC000_0201)])
    }

    @Test("A text that is no UTF-8 is malformed")
    func utf8() {
        #expect(throws: WireError.malformed) { try Profile(decoding: field(1, [0xC3, 0x28])) }
    }
}
