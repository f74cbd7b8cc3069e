import Keys
import Peering
import Testing
import Wire

/// Which instances are resolved: a question that everybody on the network hears.
struct SightingTests {
    @Test("An instance alone is resolved at once, and dialled when it is found")
    func alone() {
        var stage = Stage()
        #expect(stage.tell(.sighted(instance: "a")).resolved == ["a"])
        #expect(stage.tell(.sighted(instance: "a")).resolved.isEmpty)
        #expect(stage.tell(.found(instance: "a", endpoints: [endpoint(2)])).dials.count == 1)
        #expect(stage.pass(60_000).effects.resolved.isEmpty)
    }

    @Test("Of forty that appear together four are resolved within a moment, each node's at random")
    func fewOfMany() {
        func first(seed: UInt64) -> [String] {
            var stage = Stage(seed: seed)
            for number in 0..<40 { stage.tell(.sighted(instance: "n\(number)")) }
            stage.pass(210)
            return Array(stage.log.map(\.effect).resolved.dropFirst())
        }
        let (one, other) = (first(seed: 1), first(seed: 2))
        #expect(one.count == 3 && other.count == 3)
        #expect(Set(one) != Set(other))
    }

    @Test("Whoever has links enough leaves a newcomer to gossip, which names it, and asks only if it does not")
    func newcomer() {
        var stage = Stage()
        stage.answersPings = true
        var links: [LinkID] = []
        for number in 0..<PeeringLimits.linksWanted { links.append(stage.meet(.number(number))) }
        #expect(stage.tell(.sighted(instance: "named")).resolved.isEmpty)
        #expect(stage.tell(.sighted(instance: "silent")).resolved.isEmpty)
        stage.hear(Person.dave.beat(1, instance: "named"), over: links[0])
        #expect(stage.pass(1_900).effects.resolved.isEmpty)
        #expect(stage.pass(200).effects.resolved == ["silent"])
    }

    @Test("Whoever is named is resolved once in a while all the same, because anybody may claim any name")
    func claims() {
        var stage = Stage()
        stage.answersPings = true
        var links: [LinkID] = []
        for number in 0..<PeeringLimits.linksWanted { links.append(stage.meet(.number(number))) }
        stage.hear(Person.dave.beat(1, intervalMS: 600_000, instance: "victim"), over: links[0])
        stage.tell(.sighted(instance: "victim"))
        #expect(stage.pass(60_000).effects.resolved == ["victim"])
    }

    @Test("A room of ghosts costs a question each quarter of a second while one is alone, and less and less for each")
    func ghosts() {
        var stage = Stage()
        stage.answersResolves = true
        for number in 0..<30 { stage.tell(.sighted(instance: "ghost\(number)")) }
        stage.pass(10_000)
        let asked = stage.log.map(\.effect).resolved.count
        #expect(40...45 ~= asked)
        stage.tell(.sighted(instance: "real"))
        #expect(stage.pass(8_000).effects.resolved.contains("real"))
        stage.pass(120_000)
        #expect(stage.pass(600_000).effects.resolved.count <= 31 * 11)
    }

    @Test("What is lost is not asked for, and what fails is asked for again later")
    func lostAndFailed() {
        var stage = Stage()
        stage.tell(.sighted(instance: "a"))
        stage.tell(.unresolved(instance: "a"))
        #expect(stage.pass(499).effects.resolved.isEmpty)
        #expect(stage.pass(1).effects.resolved == ["a"])
        stage.tell(.lost(instance: "a"))
        stage.tell(.unresolved(instance: "a"))
        #expect(stage.pass(60_000).effects.resolved.isEmpty)
    }

    @Test("The network is asked only when an instance was looked for three times in what was heard")
    func asking() {
        var stage = Stage()
        stage.answersResolves = true
        stage.tell(.sighted(instance: "a"))
        stage.pass(10_000)
        let asked = stage.log.map(\.effect).compactMap { effect -> Bool? in
            if case .resolve(_, let asks) = effect { asks } else { nil }
        }
        #expect(asked.prefix(4) == [false, false, false, true])
    }

    @Test("We say under which name DNS-SD shows us, and say it anew when it changes")
    func ownName() throws {
        var stage = Stage.withTwo()
        stage.stage.tell(.advertised(instance: "baithak-k3f9"))
        let presence = try #require(
            stage.stage.tell(.advertised(instance: "baithak-k3f9 #2")).presences(over: stage.bob).last)
        let profile = try Profile(decoding: try #require(presence.profileBytes))
        #expect(profile.instance == "baithak-k3f9 #2")
    }
}

extension [Node.Effect] {
    /// The instances to be resolved, in order.
    var resolved: [String] { compactMap { if case .resolve(let instance, _) = $0 { instance } else { nil } } }
}
