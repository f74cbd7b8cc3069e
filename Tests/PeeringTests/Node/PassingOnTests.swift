import Keys
import Peering
import Testing
import Wire

/// Of one author one beat a second is passed on, however fast they beat.
struct PassingOnTests {
    /// A node with links to Bob and Carol, of whom nothing was passed on for a second.
    func quiet() -> (stage: Stage, bob: LinkID, carol: LinkID) {
        var (stage, bob, carol) = Stage.withTwo()
        stage.pass(1_000)
        return (stage, bob, carol)
    }

    @Test("Of 5,000 beats of one author in 0.2 s the first goes on at once, and the newest a second later")
    func flood() {
        var (stage, bob, carol) = quiet()
        let start = stage.nowMS
        let before = stage.log.count
        for stamp in 2...5_001 as ClosedRange<UInt64> {
            stage.hear(Person.bob.beat(stamp, withProfile: false), over: bob)
            if stamp % 25 == 0 { stage.pass(1) }
        }
        stage.pass(5_000)
        let passedOn = stage.log[before...].flatMap { entry in
            [entry.effect].presences(over: carol).filter { $0.header.author == Person.bob.publicKey.bytes }
                .map { (entry.atMS - start, $0.header.stamp) }
        }
        #expect(passedOn.map(\.0) == [0, 1_000] && passedOn.map(\.1) == [2, 5_001])
    }

    @Test("While one floods, what others say goes on at once")
    func others() {
        var (stage, bob, carol) = quiet()
        for stamp in 2...100 as ClosedRange<UInt64> { stage.hear(Person.bob.beat(stamp), over: bob) }
        #expect(stage.hear(Person.dave.beat(1), over: bob).presences(over: carol) == [Person.dave.beat(1)])
    }

    @Test("A goodbye does not wait for its second, and many goodbyes between beats do")
    func goodbyes() {
        var (stage, bob, carol) = quiet()
        stage.hear(Person.bob.beat(2), over: bob)
        let goodbye = stage.hear(Person.bob.beat(3, leaving: true), over: bob)
        #expect(goodbye.presences(over: carol).map(\.header.leaving) == [true])
        var count = 0
        for stamp in 4...1_003 as ClosedRange<UInt64> {
            count += stage.hear(Person.bob.beat(stamp, leaving: stamp % 2 == 0), over: bob).presences(over: carol).count
        }
        #expect(count == 0)
        #expect(stage.pass(5_000).effects.presences(over: carol).compactMap(\.bobsStamp) == [1_003])
    }

    @Test("A new profile that had to wait goes on with the newest beat")
    func profile() {
        var (stage, bob, carol) = quiet()
        stage.hear(Person.bob.beat(2), over: bob)
        #expect(!stage.hear(Person.bob.beat(3, headline: "new"), over: bob).isSending)
        #expect(!stage.hear(Person.bob.beat(4, headline: "new", withProfile: false), over: bob).isSending)
        let passedOn = stage.pass(1_000).effects.presences(over: carol).filter { $0.bobsStamp != nil }
        #expect(passedOn == [Person.bob.beat(4, headline: "new", ageMS: 1_000)])
    }
}

extension SignedPresence {
    fileprivate var bobsStamp: UInt64? { header.author == Person.bob.publicKey.bytes ? header.stamp : nil }
}
