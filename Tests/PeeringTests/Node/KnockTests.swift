import Keys
import Peering
import Testing
import Wire

/// Where a node dials that strangers name addresses to.
struct KnockTests {
    private let third = Endpoint(address: .v4(0xC000_0263), port: 9_000)

    /// What a node dials in a minute, having heard these people say where they listen, again and again.
    private func dials(
        _ stage: inout Stage, _ people: [(Person, Endpoint)], from first: UInt64 = 1
    ) -> [(atMS: Int64, Endpoint)] {
        stage.failsDials = true
        let before = stage.log.count
        let bob = stage.meet(.bob)
        for stamp in first..<first + 60 {
            for (person, endpoint) in people { stage.hear(person.beat(stamp, at: [endpoint]), over: bob) }
            stage.pass(1_000)
        }
        return stage.log.dropFirst(before).flatMap { entry in
            guard case .dial(_, let endpoints, _) = entry.effect else { return [(atMS: Int64, Endpoint)]() }
            return endpoints.map { (entry.atMS, $0) }
        }
    }

    @Test("However many attendees name one machine, and whatever ports, each node knocks there seldom")
    func amplification() {
        var stage = Stage()
        let liars = (0..<12).map { (Person.number($0), Endpoint(address: third.address, port: UInt16(9_000 + $0))) }
        let dials = dials(&stage, liars).filter { $0.1.address == third.address }
        #expect((1...121).contains(dials.count), "\(dials.count)")
        #expect(zip(dials, dials.dropFirst()).allSatisfy { $1.atMS - $0.atMS >= PeeringLimits.knockMS })
    }

    @Test("What is on no network of ours is not dialled because others name it, but when somebody is there or typed it")
    func faraway() throws {
        let network = try #require(IPNetwork(around: endpoint(1).address, bits: 24))
        let far = Endpoint(address: .v4(0x0808_0808), port: 9_000)
        let neighbour = Endpoint(address: .v4(0x0808_0809), port: 9_000)
        var stage = Stage()
        stage.tell(.addresses([Stage.home], connected: [], networks: [network]))
        #expect(
            dials(&stage, [(.carol, far), (.dave, endpoint(77))]).map(\.1.address).allSatisfy { $0 != far.address })
        #expect(dials(&stage, [(.dave, endpoint(78))], from: 100).contains { $0.1 == endpoint(78) })
        let typed = stage.tell(.command(.addPeer(label: "far", endpoints: [neighbour])))
        #expect(typed.contains { if case .dial(_, [neighbour], _) = $0 { true } else { false } })
        #expect(dials(&stage, [(.carol, far)], from: 200).contains { $0.1 == far })
    }

    @Test("Whoever says that another's address is theirs keeps nobody from dialling it")
    func relabelled() {
        var stage = Stage()
        let bob = stage.meet(.bob)
        stage.hear(Person.bob.beat(2, at: [third]), over: bob)
        let effects = stage.tell(.found(instance: "baithak-xyz", endpoints: [third])) + stage.pass(3_000).effects
        #expect(effects.contains { if case .dial(_, [third], _) = $0 { true } else { false } })
    }
}
