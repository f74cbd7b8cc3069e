import Testing
import Wire

@testable import Discovery

/// Sequences of sightings, played without Avahi.
struct SightingTableTests {
    @Test("A sighting becomes a candidate with its first address, and again with each further one")
    func addressesArriveOneByOne() {
        var play = TablePlay()
        play.see("baithak-b", on: 2)
        #expect(play.openRequests == [.resolve(instance: "baithak-b", interface: 2)])
        play.resolve("baithak-b", on: 2, port: 4000)
        #expect(
            play.openRequests == [
                .address(host: "host.local.", interface: 2, family: .v4),
                .address(host: "host.local.", interface: 2, family: .v6),
            ])
        play.answer(.v4, "192.0.2.7", on: 2)
        #expect(play.told == ["found baithak-b v2 192.0.2.7:4000"])
        play.answer(.v6, "fe80::7", on: 2)
        #expect(play.told == ["found baithak-b v2 192.0.2.7:4000 [fe80::7%2]:4000"])
        play.pass(DiscoveryLimits.settleMS)
        #expect(play.openRequests.isEmpty)
        #expect(play.told.isEmpty)
        #expect(play.table.nextDeadlineMS == nil)
    }

    @Test("Both families of an interface are one lookup, and only the last goodbye loses the candidate")
    func sightingsAreCounted() {
        var play = TablePlay()
        play.see("b", on: 2)
        play.see("b", on: 2)
        #expect(play.openRequests.count == 1)
        play.complete("b", on: 2, "192.0.2.7")
        play.see("b", on: 3)
        play.complete("b", on: 3, "198.51.100.7")
        #expect(play.told.last == "found b v2 192.0.2.7:4000 198.51.100.7:4000")
        play.unsee("b", on: 2)
        #expect(play.told.isEmpty)
        play.unsee("b", on: 2)
        #expect(play.told == ["found b v2 198.51.100.7:4000"])
        play.unsee("b", on: 3)
        #expect(play.told == ["lost b"])
        #expect(play.table.count == 0)
        play.unsee("b", on: 3)
        #expect(play.told.isEmpty)
    }

    @Test("A lookup that has to wait for a busy Avahi has its whole time once it is open")
    func openedLate() {
        var play = TablePlay()
        play.opensAtOnce = false
        play.see("b", on: 2)
        play.pass(60_000)
        #expect(play.openRequests == [.resolve(instance: "b", interface: 2)])
        for token in play.open.keys { play.feed(.opened(token: token, tookMS: 1)) }
        play.pass(DiscoveryLimits.resolveMS - 1)
        play.resolve("b", on: 2, port: 4000)
        play.pass(60_000)
        for token in play.open.keys.sorted() { play.feed(.opened(token: token, tookMS: 1)) }
        play.pass(DiscoveryLimits.addressMS - 1)
        play.answer(.v4, "192.0.2.7", on: 2)
        #expect(play.told == ["found b v2 192.0.2.7:4000"])
    }

    @Test("Whoever two looks in a row do not show is lost, if these were of the kind that showed it last")
    func looks() {
        var play = TablePlay()
        play.see("b", on: 2)
        play.complete("b", on: 2, "192.0.2.7")
        let sample = Sample(of: "b")
        let other = Sample(number: sample.number + 1)
        func look(_ looked: Sample?, shows: Bool) {
            play.feed(.looks(looked))
            if shows { play.feed(.sighted("b", interface: 2)) }
            #expect(play.table.othersSighted(in: looked) == (shows && looked != other ? 1 : 0))
            play.feed(.looked(looked))
        }
        for _ in 0..<3 { look(sample, shows: false) }
        #expect(play.told.isEmpty, "who was shown by a look at everybody may register no sample")
        look(nil, shows: false)
        look(nil, shows: true)
        look(other, shows: true)
        #expect(play.told.isEmpty && play.openRequests.isEmpty, "known addresses are not looked up again")
        look(sample, shows: true)
        for _ in 0..<3 { look(nil, shows: false) }
        look(other, shows: false)
        look(sample, shows: false)
        #expect(play.told.isEmpty)
        look(sample, shows: false)
        #expect(play.told == ["lost b"])
    }

    @Test("A goodbye during a lookup frees its requests, and their late answers change nothing")
    func goodbyeDuringLookup() {
        var play = TablePlay()
        play.see("b", on: 2)
        play.resolve("b", on: 2, port: 4000)
        let late = play.open.keys.sorted()
        play.unsee("b", on: 2)
        #expect(play.openRequests.isEmpty)
        for token in late { play.feed(.address(token: token, .v4(0xC000_0207), interface: 2)) }
        #expect(play.told.isEmpty)
    }

    @Test("Our own name is never a candidate, unless it turns out to be somebody else's")
    func ownName() {
        var play = TablePlay()
        play.feed(.ours("me", true))
        play.see("me", on: 2)
        #expect(play.openRequests.isEmpty && play.announced.isEmpty)
        play.feed(.ours("me", false))
        play.feed(.resolve("me", asks: true))
        play.complete("me", on: 2, "192.0.2.7")
        #expect(play.told == ["found me v2 192.0.2.7:4000"])
        play.feed(.ours("me", true))
        #expect(play.told == ["lost me"])
    }

    @Test("Names that only look equal stay apart, and what they hold stays as it is")
    func namesAreBytes() {
        var play = TablePlay()
        for name in ["\u{E9}", "e\u{301}", "\u{1B}[2J \u{202E}evil"] {
            play.see(name, on: 2)
            play.complete(name, on: 2, "192.0.2.7")
        }
        #expect(play.table.count == 3)
        play.unsee("e\u{301}", on: 2)
        #expect(play.told.last.map { Array($0.utf8) } == Array("lost e\u{301}".utf8))
        #expect(play.table.count == 2)
    }

    @Test("Loopback, multicast and privileged ports are never endpoints")
    func undialable() {
        var play = TablePlay()
        play.see("b", on: 2)
        play.resolve("b", on: 2, port: 4000)
        play.answer(.v4, "127.0.0.1", on: 2)
        play.answer(.v4, "224.0.0.1", on: 2)
        play.see("c", on: 2)
        #expect(play.told.isEmpty)
        play.resolve("c", on: 2, port: 22)
        #expect(play.told == ["unresolved c"])
        #expect(play.openRequests.count == 2)
    }

    @Test("A candidate has at most eight endpoints, sorted and unique")
    func endpointsAreBounded() {
        var play = TablePlay()
        for interface in [UInt32(2), 3] {
            play.see("b", on: interface)
            play.resolve("b", on: interface, port: 4000)
            for last in (1...12).reversed() { play.answer(.v4, "192.0.2.\(last)", on: interface) }
        }
        let final = play.candidates.last
        #expect(final?.endpoints.count == WireLimits.endpointsMax)
        #expect(final?.endpoints == final?.endpoints.sorted())
    }

    @Test("An instance is told of once, and looked up only when its addresses are wanted, then on every interface")
    func wanted() {
        var play = TablePlay()
        play.feed(.sighted("b", interface: 2))
        play.feed(.sighted("b", interface: 3))
        #expect(play.announced.count == 1 && play.openRequests.isEmpty)
        play.feed(.resolve("b", asks: true))
        #expect(play.openRequests.count == 2)
        play.complete("b", on: 2, "192.0.2.7")
        play.complete("b", on: 3, "198.51.100.7")
        play.feed(.sighted("b", interface: 4))
        #expect(play.openRequests == [.resolve(instance: "b", interface: 4)])
    }

    @Test("What nobody asked the network for ends before the question would leave")
    func cached() {
        var play = TablePlay()
        play.feed(.sighted("b", interface: 2))
        play.feed(.resolve("b", asks: false))
        play.pass(DiscoveryLimits.cacheMS)
        #expect(play.told == ["unresolved b"] && play.openRequests.isEmpty)
        play.feed(.resolve("b", asks: false))
        play.complete("b", on: 2, "192.0.2.7")
        #expect(play.told.first == "found b v2 192.0.2.7:4000")
    }

    @Test("Lookups beyond the cap wait, and each that ends lets the next in")
    func lookupsAreBounded() {
        var play = TablePlay()
        for number in 0..<40 { play.see("n\(number)", on: 2) }
        #expect(play.openRequests.count == DiscoveryLimits.lookupsMax)
        play.complete("n5", on: 2, "192.0.2.7")
        #expect(play.openRequests.contains(.resolve(instance: "n12", interface: 2)))
        #expect(play.openRequests.count == DiscoveryLimits.lookupsMax)
    }

    @Test("Ghosts that never answer give way to those that wait")
    func ghostsGiveWay() {
        var play = TablePlay()
        for number in 0..<DiscoveryLimits.lookupsMax { play.see("ghost\(number)", on: 2) }
        play.pass(DiscoveryLimits.patienceMS - 1)
        play.see("newcomer", on: 2)
        #expect(!play.openRequests.contains(.resolve(instance: "newcomer", interface: 2)))
        play.pass((play.table.nextDeadlineMS ?? .max) - play.nowMS)
        #expect(play.openRequests.contains(.resolve(instance: "newcomer", interface: 2)))
        #expect(play.told.count == 1 && play.told[0].hasPrefix("unresolved ghost"))
    }

    @Test("A flood evicts those without an address first, and never more than the bound is held")
    func eviction() {
        var play = TablePlay()
        play.see("real", on: 2)
        play.complete("real", on: 2, "192.0.2.7")
        for number in 0..<2_000 { play.see("flood\(number)", on: 2) }
        #expect(play.table.count == DiscoveryLimits.candidatesMax)
        #expect(play.openRequests.count <= DiscoveryLimits.lookupsMax)
        #expect(!play.told.contains("lost real"))
        play.unsee("real", on: 2)
        #expect(play.told == ["lost real"])
    }

    @Test("A service that does not answer is told of once, and asked again only when its addresses are wanted again")
    func unanswered() {
        var play = TablePlay()
        play.see("ghost", on: 2)
        play.feed(.sighted("ghost", interface: 3))
        play.fail()
        #expect(play.told == ["unresolved ghost"])
        play.pass(600_000)
        #expect(play.openRequests.isEmpty && play.told.isEmpty)
        play.feed(.resolve("ghost", asks: true))
        #expect(play.openRequests.count == 2)
    }

    @Test("A resolve without any answer ends by itself, an address query after two seconds")
    func deadlines() {
        var play = TablePlay()
        play.see("b", on: 2)
        play.pass(DiscoveryLimits.resolveMS)
        #expect(play.openRequests.isEmpty)
        #expect(play.told == ["unresolved b"])
        play.feed(.resolve("b", asks: true))
        play.resolve("b", on: 2, port: 4000)
        play.pass(DiscoveryLimits.addressMS - 1)
        #expect(play.openRequests.count == 2)
        play.pass(1)
        #expect(play.openRequests.isEmpty)
    }

    @Test("Resolved again, new addresses take the place of the old once they are there; a silent peer has none")
    func resolvedAgain() {
        var play = TablePlay()
        play.see("b", on: 2)
        play.complete("b", on: 2, "192.0.2.7")
        play.feed(.resolve("b", asks: true))
        play.feed(.resolve("b", asks: true))
        #expect(play.openRequests.count == 1)
        play.resolve("b", on: 2, port: 5000)
        play.answer(.v4, "192.0.2.8", on: 2)
        #expect(play.told == ["found b v2 192.0.2.7:4000 192.0.2.8:5000"])
        play.pass(DiscoveryLimits.settleMS)
        #expect(play.told == ["found b v2 192.0.2.8:5000"])
        play.feed(.resolve("b", asks: true))
        play.fail()
        #expect(play.told == ["unresolved b"])
        play.feed(.resolve("nobody", asks: true))
        #expect(play.openRequests.isEmpty)
    }

    @Test("After Avahi's return those seen again stay without a word, and the others are lost when it has settled")
    func avahiReturns() {
        var play = TablePlay()
        for name in ["stays", "left"] {
            play.see(name, on: 2)
            play.complete(name, on: 2, "192.0.2.7")
        }
        play.feed(.vanished)
        play.open = [:]
        #expect(play.table.nextDeadlineMS == nil)
        play.feed(.sighted("stays", interface: 2))
        #expect(play.told.isEmpty && play.openRequests.isEmpty)
        play.feed(.settled)
        #expect(play.told == ["lost left"])
        play.unsee("stays", on: 2)
        #expect(play.told == ["lost stays"])
    }

    @Test("Any order of events keeps the bounds, and after a goodbye of all nothing is left open")
    func anyOrder() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        var play = TablePlay()
        for _ in 0..<5_000 { play.step(&random) }
        play.feed(.vanished)
        play.open = [:]
        play.feed(.settled)
        #expect(play.table.count == 0)
        #expect(play.known.isEmpty && play.announced.isEmpty)
        #expect(play.table.nextDeadlineMS == nil)
    }
}
