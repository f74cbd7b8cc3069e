import Testing
import Wire

struct MessageTests {
    @Test("Every kind of message comes back as it was", arguments: Samples.messages)
    func roundTrip(_ message: Message) throws {
        #expect(try Message(decoding: message.encoded()) == message)
    }

    @Test("The fullest messages that are allowed fit in one frame and come back as they were")
    func fullest() throws {
        let full: [Message] = [
            .presences(Array(repeating: Samples.largest, count: WireLimits.presencesMax)),
            .have(
                (0..<UInt64(WireLimits.announcementsMax)).map { Announcement(author: .max - $0, stamp: .max - $0) },
                whole: true),
            .graft((0..<UInt64(WireLimits.announcementsMax)).map { .max - $0 }, once: true),
            .pull((0..<UInt64(WireLimits.announcementsMax)).map { .max - $0 }),
        ]
        for message in full {
            let bytes = message.encoded()
            #expect(bytes.count <= WireLimits.messageBytesMax)
            #expect(try Message(decoding: bytes) == message)
        }
    }

    @Test("A header keeps its bytes as they were signed, also where another encoding means the same")
    func verbatim() throws {
        // Fields in reverse order are the same message to protobuf, and another signature.
        let hash = field(5, Samples.header.profileHash)
        let rest = Samples.header.encoded().dropLast(hash.count)
        let swapped = hash + rest
        let sent = SignedPresence(
            header: Samples.header, headerBytes: swapped, signature: [UInt8](repeating: 1, count: 64),
            profileBytes: nil, ageMS: 0)
        guard case .presences(let received) = try Message(decoding: Message.presences([sent]).encoded()) else {
            return #expect(Bool(false), "another kind of message")
        }
        #expect(received == [sent])
        #expect(received.first?.signedBytes == Array("baithak-presence-1".utf8) + swapped)
    }

    @Test("A presence travels with another profile and age, and stays the same beat")
    func travelling() {
        let presence = Samples.presence(profile: Samples.profile.encoded())
        let sent = presence.travelling(withProfile: nil, ageMS: 5)
        #expect(sent.profileBytes == nil && sent.ageMS == 5)
        #expect(sent.signedBytes == presence.signedBytes && sent.signature == presence.signature)
        #expect(sent.header == presence.header)
    }

    @Test("A profile comes back as it was, and without what does not travel")
    func profile() throws {
        #expect(try Profile(decoding: Samples.profile.encoded()) == Samples.profile)
        var scoped = Samples.profile
        scoped.endpoints = scoped.endpoints.map { $0.scoped(to: 3) }
        #expect(scoped != Samples.profile)
        #expect(try Profile(decoding: scoped.encoded()) == Samples.profile)
    }

    @Test("Fields that a later version may add are passed over")
    func unknownFields() throws {
        let later = field(15, [1, 2, 3])
        #expect(try Message(decoding: Message.prune.encoded() + later) == .prune)
        #expect(try Profile(decoding: Samples.profile.encoded() + later) == Samples.profile)
        #expect(try PresenceHeader(decoding: Samples.header.encoded() + later) == Samples.header)
    }
}
