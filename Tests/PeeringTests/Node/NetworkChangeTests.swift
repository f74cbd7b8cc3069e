import Keys
import Peering
import Testing
import Wire

struct NetworkChangeTests {
    private let wifi = endpoint(1, port: 0)
    private let cable = endpoint(101, port: 0)

    /// A node linked with Bob from `local`, who was found by DNS-SD.
    private func linked(from local: Endpoint?) -> (stage: Stage, bob: LinkID) {
        var stage = Stage()
        stage.tell(.addresses([Stage.home], connected: [wifi]))
        stage.tell(.found(instance: "bob", endpoints: [endpoint(2)]))
        let dial = stage.log.effects.dials.last?.id
        let bob = stage.link(.bob, dial: dial, local: local).id
        stage.hear(Person.bob.beat(1), over: bob)
        return (stage, bob)
    }

    @Test("A link from an address that went is closed, and its other side dialled in the same moment")
    func gone() {
        var (stage, bob) = linked(from: wifi)
        stage.answersPings = true
        stage.pass(30_000)
        let before = stage.nowMS
        let effects = stage.tell(.addresses([endpoint(101)], connected: [cable]))
        #expect(effects.closed == [bob: .moved])
        #expect(effects.dials.map(\.endpoints) == [[endpoint(2)]])
        #expect(stage.nowMS == before)
    }

    @Test("A link from an address that stays, or from one that nobody knows, lives on")
    func stays() {
        for local in [wifi, nil] {
            var (stage, _) = linked(from: local)
            let effects = stage.tell(.addresses([Stage.home, endpoint(101)], connected: [wifi, cable]))
            #expect(effects.closed == [:])
            #expect(stage.node.linkCount == 1)
        }
    }

    @Test("While there is no address dials fail; once there is one they begin anew, without their pauses")
    func comesBack() {
        var (stage, bob) = linked(from: wifi)
        stage.failsDials = true
        #expect(stage.tell(.addresses([], connected: [])).closed == [bob: .moved])
        stage.pass(20_000)
        let pause = stage.pass(2_000).dialsMS
        #expect(pause.count < 2, "the pauses have grown")
        stage.failsDials = false
        let effects = stage.tell(.addresses([endpoint(101)], connected: [cable]))
        #expect(effects.dials.map(\.endpoints) == [[endpoint(2)]])
    }

    @Test("A dial that began before the network changed keeps nobody from being dialled anew")
    func underWay() {
        var stage = Stage()
        stage.tell(.addresses([Stage.home], connected: [wifi]))
        let first = stage.tell(.found(instance: "bob", endpoints: [endpoint(2)])).dials
        let second = stage.tell(.addresses([endpoint(101)], connected: [cable])).dials
        #expect(first.count == 1)
        #expect(second.map(\.endpoints) == [[endpoint(2)]])
    }

    @Test("An address of ours that others are not told is ours all the same, and never dialled")
    func untold() {
        var stage = Stage()
        stage.tell(.addresses([Stage.home, endpoint(17)], connected: [wifi]))
        #expect(stage.tell(.found(instance: "bob", endpoints: [endpoint(17)])).dials.isEmpty)
        #expect(stage.tell(.addresses([Stage.home], connected: [wifi])).dials.isEmpty)
        let dials = stage.tell(.found(instance: "bob", endpoints: [endpoint(17)])).dials
        #expect(dials.map(\.endpoints) == [[endpoint(17)]])
    }

    @Test("Of addresses that somebody has like us, as laptops with containers do, the others are dialled")
    func shared() {
        var stage = Stage()
        stage.tell(.addresses([Stage.home, endpoint(17)], connected: [wifi]))
        let dials = stage.tell(.found(instance: "bob", endpoints: [endpoint(17), endpoint(2)])).dials
        #expect(dials.map(\.endpoints) == [[endpoint(2)]])
    }

    @Test("The first telling of the addresses closes nothing")
    func first() {
        var stage = Stage()
        _ = stage.link(.bob, local: wifi)
        #expect(stage.tell(.addresses([endpoint(101)], connected: [cable])).closed == [:])
    }
}
