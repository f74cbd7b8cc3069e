import Keys
import Peering
import Testing
import Wire

struct DiallingTests {
    func dials(_ endpoints: [Endpoint]) -> [[Endpoint]] {
        var stage = Stage()
        return stage.tell(.found(instance: "a", endpoints: endpoints)).dials.map(\.endpoints)
    }

    @Test("A sighting is dialled at once, at all its addresses, as ourselves")
    func sighting() {
        var stage = Stage()
        let effects = stage.tell(.found(instance: "a", endpoints: [endpoint(2), endpoint(3)]))
        #expect(effects.dials.map(\.endpoints) == [[endpoint(2), endpoint(3)]])
        #expect(effects.dials.map(\.persona) == [.attendee])
        // Told again, it is not dialled twice.
        #expect(stage.tell(.found(instance: "a", endpoints: [endpoint(2)])).dials.isEmpty)
    }

    @Test("Addresses that a record must not make us dial are left out")
    func notDialable() {
        let bad = [
            Endpoint(address: .v4(0x7F00_0001), port: 5_000), Endpoint(address: .v6(high: 0, low: 1), port: 5_000),
            Endpoint(address: .v4(0xE000_00FB), port: 5_000), endpoint(2, port: 22), endpoint(2, port: 1_023),
            Endpoint(address: .v4(0), port: 5_000), Endpoint(address: .v6(high: 0xFE80 << 48, low: 2), port: 5_000),
        ]
        for endpoint in bad { #expect(dials([endpoint]).isEmpty, "\(endpoint)") }
        #expect(dials(bad + [endpoint(3)]) == [[endpoint(3)]])
    }

    @Test("Our own addresses are never dialled because a record says so")
    func own() {
        #expect(dials([Stage.home]).isEmpty)
        // Two laptops may have one address in common, as those of container bridges.
        #expect(dials([Stage.home, endpoint(3)]) == [[endpoint(3)]])
        #expect(dials([endpoint(1, port: 6_000)]) == [[endpoint(1, port: 6_000)]])
    }

    @Test("An address that turns out to be ourselves is not dialled again")
    func ourself() throws {
        var stage = Stage()
        let dial = try #require(stage.tell(.found(instance: "a", endpoints: [endpoint(4)])).dials.first)
        stage.tell(.dialFailed(dial.id, .ourself))
        #expect(stage.pass(120_000).effects.dials.isEmpty)
    }

    @Test("What others say about addresses is held to the same")
    func gossip() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        let loopback = Endpoint(address: .v4(0x7F00_0001), port: 5_000)
        #expect(stage.hear(Person.carol.beat(1, at: [loopback, endpoint(5, port: 80)]), over: bob).dials.isEmpty)
        let effects = stage.hear(Person.dave.beat(1, at: [loopback, endpoint(6), Stage.home]), over: bob)
        #expect(effects.dials.map(\.endpoints) == [[endpoint(6)]])
    }

    @Test("What a person typed is dialled whatever it is, and what comes of it is told")
    func typed() throws {
        var stage = Stage()
        let loopback = Endpoint(address: .v4(0x7F00_0001), port: 80)
        let effects = stage.tell(.command(.addPeer(label: "here", endpoints: [loopback])))
        #expect(effects.dials.map(\.endpoints) == [[loopback]])
        let dial = try #require(effects.dials.first)
        #expect(
            stage.tell(.dialFailed(dial.id, .handshake)).notices == [.peerFailed(label: "here", .handshake)])
        let again = try #require(stage.pass(10_000).effects.dials.first)
        let opening = stage.link(.bob, dial: again.id).effects
        #expect(opening.notices.contains(.peerReached(label: "here", Person.bob.publicKey)))
        #expect(stage.pass(9_000).effects.dials.isEmpty)
    }

    @Test("Our own address, typed, is told to be ours, and is not dialled")
    func typedOurself() {
        var stage = Stage()
        let effects = stage.tell(.command(.addPeer(label: "me", endpoints: [Stage.home])))
        #expect(effects.notices == [.peerFailed(label: "me", .ourself)] && effects.dials.isEmpty)
        #expect(stage.pass(60_000).effects.dials.isEmpty)
    }

    @Test("A typed address that is taken away again is dialled no more")
    func typedNoMore() {
        var stage = Stage()
        stage.failsDials = true
        stage.tell(.command(.addPeer(label: "away", endpoints: [endpoint(2)])))
        #expect(!stage.pass(10_000).effects.dials.isEmpty)
        stage.tell(.command(.removePeer(label: "away")))
        #expect(stage.pass(60_000).effects.dials.isEmpty)
    }

    @Test("Typed addresses where nobody answers leave others their turn")
    func typedInVain() {
        var stage = Stage()
        stage.failsDials = true
        for number in 0..<UInt32(PeeringLimits.manualPeersMax) {
            stage.tell(.command(.addPeer(label: "\(number)", endpoints: [endpoint(2, port: 2_000 + UInt16(number))])))
        }
        stage.pass(60_000)
        stage.tell(.found(instance: "a", endpoints: [endpoint(9)]))
        #expect(stage.pass(10_000).effects.dials.contains { $0.endpoints == [endpoint(9)] })
    }

    @Test("Typed addresses beyond the bound are not kept")
    func tooManyTyped() {
        var stage = Stage()
        stage.failsDials = true
        for number in 0..<UInt32(PeeringLimits.manualPeersMax + 8) {
            stage.tell(.command(.addPeer(label: "\(number)", endpoints: [endpoint(2, port: 1_000 + UInt16(number))])))
        }
        let dialled = Set(
            stage.log.effects.dials.flatMap(\.endpoints) + stage.pass(60_000).effects.dials.flatMap(\.endpoints))
        #expect(dialled.count == PeeringLimits.manualPeersMax)
    }

    @Test("Nobody is dialled who has a link, and whoever loses it is dialled again soon")
    func linked() {
        var stage = Stage()
        let bob = stage.link(.bob, remote: endpoint(2, port: 50_000)).id
        #expect(stage.hear(Person.bob.beat(1, at: [endpoint(2)]), over: bob).dials.isEmpty)
        #expect(stage.tell(.found(instance: "b", endpoints: [endpoint(2)])).dials.isEmpty)
        #expect(stage.pass(5_000).effects.dials.isEmpty)
        #expect(stage.tell(.linkClosed(bob)).dials.isEmpty)
        let dials = stage.pass(1_000)
        #expect(dials.dialsMS.count == 1 && dials.dialsMS.allSatisfy { 5_150...5_450 ~= $0 })
    }

    @Test("Whoever said goodbye is not dialled")
    func left() {
        var stage = Stage()
        let bob = stage.link(.bob).id
        stage.hear(Person.bob.beat(1, at: [endpoint(2)]), over: bob)
        stage.hear(Person.bob.beat(2, leaving: true, at: [endpoint(2)], withProfile: false), over: bob)
        #expect(stage.presence(of: .bob) == .gone)
        stage.tell(.linkClosed(bob))
        #expect(stage.pass(600_000).effects.dials.isEmpty)
    }

    @Test("A lost sighting that nobody was reached by is not dialled again")
    func lost() throws {
        var stage = Stage()
        let dial = try #require(stage.tell(.found(instance: "a", endpoints: [endpoint(2)])).dials.first)
        stage.tell(.lost(instance: "a"))
        stage.tell(.dialFailed(dial.id, .unreachable))
        #expect(stage.pass(60_000).effects.dials.isEmpty)
    }
}
