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

    @Test("Of forty that appear together two are resolved within a moment, each node's at random")
    func fewOfMany() {
        func first(seed: UInt64) -> [String] {
            var stage = Stage(seed: seed)
            for number in 0..<40 { stage.tell(.sighted(instance: "n\(number)")) }
            stage.pass(510)
            return Array(stage.log.map(\.effect).resolved.dropFirst())
        }
        let all = (1...8).map(first)
        #expect(all.allSatisfy { $0.count == 1 })
        #expect(Set(all).count > 4)
    }

    @Test("Whoever has links enough leaves a newcomer to gossip, which names it, and asks only if it does not")
    func newcomer() {
        var stage = Stage()
        stage.answersPings = true
        var links: [LinkID] = []
        for number in 0...PeeringLimits.meshMax { links.append(stage.meet(.number(number))) }
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

    @Test("In a room of ghosts one is looked for each half a second while one is alone, and each less and less often")
    func ghosts() {
        var stage = Stage()
        stage.answersResolves = true
        for number in 0..<30 { stage.tell(.sighted(instance: "ghost\(number)")) }
        stage.pass(10_000)
        let asked = stage.log.map(\.effect).resolved.count
        #expect(20...23 ~= asked)
        stage.tell(.sighted(instance: "real"))
        #expect(stage.pass(16_000).effects.resolved.contains("real"))
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

    @Test("After two dials in vain an instance is resolved anew, whether they began with DNS-SD or with a profile")
    func inVain() throws {
        var stage = Stage()
        stage.answersPings = true
        let bob = stage.link(.bob, remote: endpoint(2, port: 50_000)).id
        stage.hear(Person.bob.beat(1, at: [endpoint(2)], instance: "a"), over: bob)
        stage.tell(.found(instance: "a", endpoints: [endpoint(2)]))
        stage.pass(20_000)
        stage.failsDials = true
        stage.tell(.linkClosed(bob))
        let effects = stage.pass(10_000).effects
        let resolve = try #require(effects.firstIndex { [$0].resolved == ["a"] })
        #expect(effects[..<resolve].filter { !([$0].dials.isEmpty) }.count == 2)
    }

    /// Whether the network was asked, resolve by resolve, for so many instances in half a minute.
    func asked(_ count: Int, linked: Bool) -> [Bool] {
        var stage = Stage()
        stage.answersResolves = true
        stage.answersPings = true
        if linked { _ = stage.meet(.bob) }
        for number in 0..<count { stage.tell(.sighted(instance: "n\(number)")) }
        stage.pass(30_000)
        return stage.log.map(\.effect).compactMap { effect in
            if case .resolve(_, let asks) = effect { asks } else { nil }
        }
    }

    @Test("What was heard is looked at before the network is asked: once while one is alone, else three times")
    func asking() {
        #expect(asked(1, linked: false).prefix(3) == [false, true, true])
        #expect(asked(1, linked: true).prefix(4) == [false, false, false, true])
    }

    @Test("However many there are, the network is asked less and less often while nobody is found")
    func askingManyInVain() {
        let asked = asked(200, linked: false)
        #expect(asked.count > 40)
        // After one, two, four, eight and sixteen seconds.
        #expect(3...6 ~= asked.count { $0 })
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
