import Gatherings
import Keys
import Peering
import Testing
import Wire

/// Links that those who take part in a gathering keep with each other in a crowd.
struct GatheringLinkTests {
    /// A node in a crowd of a hundred, with as many links as it keeps, none of them to anybody who takes part.
    struct CrowdedRoom {
        let room: Room
        var links: [LinkID] = []
        let founding: Entry

        /// - Parameter among: how many of the hundred take part.
        init(takingPart: Range<Int>, secret: [UInt8]? = nil) throws {
            room = try Room(1)
            let other = try Room(1)
            let gathering = try other.found(0, secret: secret)
            founding = try #require(other.hosts[0].node.founding(of: gathering))
            for number in 0..<7 {
                let link = room.puppet(0, try Room.key(1_000 + number).publicKey)
                links.append(link)
                room.say(.presences([try beat(1_000 + number, in: [])]), to: 0, over: link)
            }
            let prefix = secret == nil ? [gathering.bytes.prefix] : []
            for number in 0..<100 {
                let beat = try beat(2_000 + number, in: takingPart.contains(number) ? prefix : [])
                room.say(.presences([beat]), to: 0, over: links[number % 7])
            }
            for dial in room.hosts[0].dials { room.tell(0, .dialFailed(dial, .unreachable)) }
            room.pass(10_000)
            (room.hosts[0].dialled, room.hosts[0].dials) = ([], [])
        }

        var gathering: EntryID { founding.id }

        func learn() {
            room.say(.record(gathering.bytes.prefix, .founding(founding.encoded())), to: 0, over: links[0])
        }

        /// The numbers of those who were dialled since.
        var dialled: [Int] { room.hosts[0].dialled.compactMap { $0.first }.map { Int($0.port) - 10_000 } }

        private func beat(_ number: Int, in gatherings: [UInt64]) throws -> SignedPresence {
            let endpoint = Endpoint(address: .v4(0x0A00_0000 + UInt32(number)), port: UInt16(10_000 + number - 2_000))
            let profile = Profile(
                name: "Nr \(number)", headline: "", topics: [], asks: [], offers: [],
                endpoints: number < 2_000 ? [] : [endpoint], gatherings: gatherings)
            return try Room.key(number).beat(1, profileBytes: profile.encoded(), intervalMS: 600_000)
        }
    }

    @Test("Whoever joins dials a few of those who take part, and no others")
    func joining() throws {
        let crowd = try CrowdedRoom(takingPart: 10..<20)
        crowd.learn()
        #expect(crowd.dialled.isEmpty)
        crowd.room.command(0, .joinGathering(crowd.gathering))
        crowd.room.pass(1_000)
        #expect(crowd.dialled.count == 3 && crowd.dialled.allSatisfy { 10..<20 ~= $0 })
        #expect(Set(crowd.dialled).count == 3)
    }

    @Test("By invitation people who are here are tried, a few at a time, and each once")
    func invited() throws {
        let crowd = try CrowdedRoom(takingPart: 0..<0, secret: Room.secret)
        let invitation = try Invitation(secret: Room.secret, gathering: crowd.gathering)
        crowd.room.command(0, .acceptInvitation(invitation))
        crowd.room.pass(100)
        #expect(crowd.dialled.count == 4)
        // Dials that do not end block no others for ever.
        for dial in crowd.room.hosts[0].dials { crowd.room.tell(0, .dialFailed(dial, .unreachable)) }
        crowd.room.pass(1_000)
        #expect(Set(crowd.dialled).count > 4)
    }

    @Test("Whoever founded nothing and joined nothing dials nobody more")
    func nothingToShare() throws {
        let crowd = try CrowdedRoom(takingPart: 10..<20)
        crowd.learn()
        crowd.room.pass(5_000)
        #expect(crowd.dialled.isEmpty && crowd.room.hosts[0].node.offeredGatherings.map(\.id) == [crowd.gathering])
    }
}
