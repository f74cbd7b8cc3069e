import Cards
import Keys
import Peering
import Testing
import Wire

struct OwnBeatTests {
    @Test("A visible node beats to whoever links with it, and then at its interval, the profile only the first time")
    func beats() throws {
        var stage = Stage()
        let (link, opening) = stage.link(.bob)
        let first = try #require(opening.presences(over: link).first)
        #expect(first.header.author == Person.me.publicKey.bytes && first.header.intervalMS == 20_000)
        #expect(Person.check(first).author == Person.me.publicKey)
        let profile = try Profile(decoding: try #require(first.profileBytes))
        #expect(profile.name == "Me" && profile.endpoints == [Stage.home])
        let later = stage.pass(20_000).filter { !$0.effect.isNoBeat(over: link) }
        #expect(later.map(\.atMS) == [20_000])
        let second = try #require(later.effects.presences(over: link).first)
        #expect(second.header.stamp > first.header.stamp && second.profileBytes == nil)
        #expect(second.header.profileHash == first.header.profileHash)
    }

    @Test("A new badge is written down and told at once; the same badge again is nothing")
    func badge() throws {
        var stage = Stage()
        let link = stage.meet(.bob)
        let badge = try Badge(entering: "Me", headline: "new")
        let effects = stage.tell(.command(.setBadge(badge)))
        #expect(effects.changes == [.badge(badge)])
        let beat = try #require(effects.presences(over: link).first)
        #expect(try Profile(decoding: try #require(beat.profileBytes)).headline == "new")
        #expect(stage.tell(.command(.setBadge(badge))) == [])
        #expect(stage.node.badge == badge)
    }

    @Test("New addresses of our own are told at once; the same addresses in another order are nothing")
    func addresses() throws {
        var stage = Stage(listening: [endpoint(8), endpoint(9)])
        let link = stage.meet(.bob)
        #expect(stage.tell(.listening([endpoint(9), endpoint(8)])) == [], "another order is no news")
        let beat = try #require(stage.tell(.listening([endpoint(9)])).presences(over: link).first)
        #expect(try Profile(decoding: try #require(beat.profileBytes)).endpoints == [endpoint(9)])
    }

    @Test(
        "The interval stretches with those whom several neighbours know, and the beats say so",
        arguments: [(200, 20_000), (300, 22_500)])
    func stretching(_ attendees: Int, _ intervalMS: Int64) throws {
        var (stage, link, carol) = Stage.withTwo()
        for start in stride(from: 2, to: attendees, by: 32) {
            let crowd = (start..<min(start + 32, attendees)).map { Person.number($0).beat(1, intervalMS: 600_000) }
            stage.tell(.received(start % 64 < 32 ? link : carol, .presences(crowd)))
        }
        #expect(stage.node.presentCount == attendees)
        #expect(stage.node.beatIntervalMS == intervalMS)
        stage.answersPings = true
        let log = stage.pass(20_000 + 2 * intervalMS - 1)
        let beats = log.filter { $0.effect.ownStamp != nil && !$0.effect.isNoBeat(over: link) }
        #expect(beats.map(\.atMS) == [20_000, 20_000 + intervalMS])
        #expect(
            beats.effects.presences(over: link).map(\.header.intervalMS) == [UInt32(intervalMS), UInt32(intervalMS)])
    }

    @Test("When the interval has grown much, the next beat comes at a random moment of it, another for every seed")
    func scattering() {
        var seconds: Set<Int64> = []
        for seed in 1...8 as ClosedRange<UInt64> {
            var stage = Stage(seed: seed)
            let neighbours = [stage.meet(.bob), stage.meet(.carol)]
            stage.answersPings = true
            for start in stride(from: 0, to: 1_024, by: 32) {
                let crowd = (start..<start + 32).map { Person.number($0).beat(1, intervalMS: 600_000) }
                stage.tell(.received(neighbours[start / 32 % 2], .presences(crowd)))
            }
            let beats = stage.pass(20_000 + 1_025 * PeeringLimits.beatMSPerAttendee).filter {
                $0.effect.ownStamp != nil && !$0.effect.isNoBeat(over: neighbours[0])
            }
            #expect(beats.first?.atMS == 20_000 && beats.count >= 2)
            seconds.insert(beats[1].atMS / 1_000)
        }
        #expect(seconds.count > 4)
    }
}

extension Node.Effect {
    func isNoBeat(over link: LinkID) -> Bool { [self].presences(over: link).isEmpty }

    /// The stamp of our own beat, if this sends one.
    var ownStamp: UInt64? {
        guard case .send(_, .presences(let presences)) = self else { return nil }
        return presences.first { $0.header.author == Person.me.publicKey.bytes }?.header.stamp
    }
}

extension SignedPresence {
    /// The same beat with a signature of somebody else's.
    func signed(by other: Person) -> SignedPresence {
        SignedPresence(
            header: header, headerBytes: headerBytes, signature: other.sign(signedBytes).bytes,
            profileBytes: profileBytes, ageMS: ageMS)
    }
}
