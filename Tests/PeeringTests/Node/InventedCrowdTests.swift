import Keys
import Testing
import Wire

@testable import Peering

/// Somebody who invents attendees without end beside an honest neighbour: whoever is really here is still shown.
struct InventedCrowdTests {
    /// The honest people whom Carol knows before anything is invented.
    static let honest = 0..<100

    /// A node with links to Mallory, who invents, and to Carol, who does not.
    struct Scene {
        var stage = Stage(standings: [.number(90_000): .contact])
        let mallory: LinkID
        let carol: LinkID

        init() {
            mallory = stage.meet(.bob)
            carol = stage.meet(.carol)
            bring(InventedCrowdTests.honest, over: carol)
        }

        mutating func bring(
            _ numbers: Range<Int>, _ stamp: UInt64 = 1, intervalMS: UInt32 = 20_000, over link: LinkID
        ) {
            for start in stride(from: numbers.lowerBound, to: numbers.upperBound, by: 32) {
                let crowd = (start..<min(start + 32, numbers.upperBound)).map {
                    Person.number($0).beat(stamp, intervalMS: intervalMS)
                }
                stage.tell(.received(link, .presences(crowd)))
            }
        }

        /// Mallory tells of so many who do not exist and who say that they will be silent for long.
        mutating func invent(_ count: Int, from first: Int = 10_000) {
            bring(first..<first + count, intervalMS: 600_000, over: mallory)
        }

        func shown(_ numbers: Range<Int>) -> Int { numbers.count { stage.presence(of: .number($0)) == .here } }
    }

    @Test("With 5,000 invented, those who were here are shown, and 200 newcomers of an honest neighbour come in")
    func newcomers() {
        var scene = Scene()
        scene.invent(5_000)
        #expect(scene.stage.node.presentCount == PeeringLimits.attendeesMax)
        #expect(scene.shown(Self.honest) == Self.honest.count)
        scene.bring(200..<400, over: scene.carol)
        scene.invent(1_000, from: 30_000)
        #expect(scene.shown(200..<400) == 200 && scene.shown(Self.honest) == Self.honest.count)
        #expect(scene.stage.node.presentCount == PeeringLimits.attendeesMax)
    }

    @Test("Two who invent at two addresses only take places from each other")
    func together() {
        var scene = Scene()
        let other = scene.stage.meet(.dave)
        scene.bring(20_000..<22_000, intervalMS: 600_000, over: other)
        scene.invent(2_500)
        scene.bring(200..<300, over: scene.carol)
        scene.bring(22_000..<22_300, intervalMS: 600_000, over: other)
        scene.invent(300, from: 30_000)
        #expect(scene.shown(200..<300) == 100 && scene.shown(Self.honest) == Self.honest.count)
        #expect(scene.stage.presence(of: .number(30_000)) != nil, "they do take them")
    }

    @Test("Whom the inventor brought first counts where an honest neighbour's beat of them comes from")
    func broughtFirst() {
        var scene = Scene()
        scene.bring(400..<600, over: scene.mallory)
        scene.bring(400..<600, 2, over: scene.carol)
        scene.invent(5_000)
        scene.bring(600..<800, over: scene.carol)
        #expect(scene.shown(400..<800) == 400 && scene.shown(Self.honest) == Self.honest.count)
    }

    @Test("Contacts and whoever is linked are always shown, also if the inventor's link or address brings them")
    func kept() {
        var scene = Scene()
        scene.invent(5_000)
        scene.bring(90_000..<90_001, over: scene.mallory)
        #expect(scene.shown(90_000..<90_001) == 1)
        let mallory = scene.stage.node.links[scene.mallory]?.opened.remote
        let asha = scene.stage.link(.asha, remote: mallory).id
        #expect(scene.stage.hear(Person.asha.beat(1), over: asha).told.map(\.presence) == [.here])
        scene.invent(1_000, from: 40_000)
        #expect(scene.shown(90_000..<90_001) == 1 && scene.stage.presence(of: .asha) == .here)
        #expect(scene.stage.presence(of: .bob) == .here && scene.stage.presence(of: .carol) == .here)
    }

    @Test("However long the interval that the invented tell, they keep their places for two of ours")
    func longIntervals() {
        var scene = Scene()
        scene.stage.answersPings = true
        scene.invent(5_000)
        let intervalMS = scene.stage.node.beatIntervalMS
        scene.bring(200..<201, over: scene.mallory)
        #expect(scene.stage.presence(of: .number(200)) == nil, "the inventor's own newcomers wait")
        scene.stage.pass(2 * intervalMS - 5_000)
        scene.bring(Self.honest, 2, over: scene.carol)
        scene.stage.pass(10_000)
        scene.bring(200..<300, over: scene.mallory)
        #expect(scene.shown(200..<300) == 100 && scene.shown(Self.honest) == Self.honest.count)
    }

    @Test("Our own beats are stretched by an invented crowd no further than by a few hundred people")
    func ownInterval() {
        var scene = Scene()
        scene.invent(4_000)
        let few = Int64(2 * (Self.honest.count + 1) + PeeringLimits.crowdOfOne)
        #expect(scene.stage.node.beatIntervalMS == few * PeeringLimits.beatMSPerAttendee)
        let neighbours = (0..<8).map { scene.stage.meet(.number(80_000 + $0)) }
        for (index, link) in neighbours.enumerated() {
            scene.bring(50_000 + 500 * index..<50_500 + 500 * index, over: link)
        }
        let most = Int64(PeeringLimits.crowdMax) * PeeringLimits.beatMSPerAttendee
        #expect(scene.stage.node.beatIntervalMS == most)
    }
}
