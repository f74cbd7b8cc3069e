import Keys
import Peering
import Testing
import Wire

/// What strangers can do with many requests and many tries, and who still gets in.
extension ExchangeTests {
    /// How an attempt can end after our nonce has left, without a word of its owner about the digits.
    enum Ending: CaseIterable { case withdrawn, unknown, expired, begunAnew, declinedByUs }

    @Test(
        "However an attempt ends after our nonce has left, it counts as digits that differed",
        arguments: Ending.allCases)
    func retriesAreNotFree(_ ending: Ending) throws {
        var stage = Stage()
        stage.answersPings = true
        let bob = stage.meet(.bob)
        for number in UInt8(1)...3 {
            let id = Self.name(number)
            #expect(stage.say(request(1, of: .bob, id), id, over: bob).stages.last == .requested(unverified: false))
            stage.tell(.command(.accept(Person.bob.publicKey, try offer())))
            switch ending {
            case .withdrawn: stage.say(.end(.withdrawn), id, over: bob)
            case .unknown: stage.say(.end(.unknown), id, over: bob)
            case .expired: stage.pass(ExchangeLimits.attemptMS)
            case .begunAnew:
                stage.say(request(1, of: .bob, Self.name(number + 100)), Self.name(number + 100), over: bob)
            case .declinedByUs: stage.tell(.command(.decline(Person.bob.publicKey)))
            }
            stage.say(.end(.withdrawn), Self.name(number + 100), over: bob)
        }
        let again = Node.Command.exchange(Person.bob.publicKey, try offer(), id: id)
        #expect(
            stage.node.obstacle(to: again, at: stage.now) == .resting(milliseconds: 600_000, isEveryStranger: false))
        #expect(stage.say(request(1, of: .bob, id), id, over: bob).stages.isEmpty)
    }

    @Test("After five mismatches with any keys strangers rest for ten minutes, and contacts do not")
    func strangersRest() throws {
        var stage = Stage(standings: [.asha: .contact])
        let contact = stage.meet(.asha)
        for number in 0..<ExchangeLimits.strangerMismatchesMax {
            let link = stage.meet(.number(number))
            let id = Self.name(UInt8(number))
            stage.say(request(1, of: .number(number), id), id, over: link)
            stage.tell(.command(.accept(Person.number(number).publicKey, try offer())))
            stage.say(.end(.withdrawn), id, over: link)
        }
        let bob = stage.meet(.bob)
        let ask = Node.Command.exchange(Person.bob.publicKey, try offer(), id: id)
        #expect(stage.node.obstacle(to: ask, at: stage.now) == .resting(milliseconds: 600_000, isEveryStranger: true))
        #expect(stage.say(request(1, of: .bob, id), id, over: bob).stages.isEmpty)
        let welcome = stage.say(request(1, of: .asha, id), id, over: contact)
        #expect(welcome.stages == [.requested(unverified: false)])
        stage.answersPings = true
        stage.pass(ExchangeLimits.restMS)
        #expect(stage.node.obstacle(to: ask, at: stage.now) == nil)
    }

    @Test("One attempt at a time is between acceptance and confirmation, and the next goes on by itself")
    func oneScreen() throws {
        var (stage, bob) = try comparing()
        let carol = stage.meet(.carol)
        let other = Self.name(8)
        stage.say(request(1, of: .carol, other), other, over: carol)
        let accept = Node.Command.accept(Person.carol.publicKey, try offer())
        #expect(stage.node.obstacle(to: accept, at: stage.now) == .comparing(with: Person.bob.publicKey))
        stage.tell(.command(.decline(Person.carol.publicKey)))
        // We ask Carol, and her answer comes while the digits with Bob are on the screen: ours is not revealed yet.
        stage.tell(.command(.exchange(Person.carol.publicKey, try offer(), id: id)))
        let held = stage.say(.accept(nonce: bobsNonce, unverified: false), id, over: carol)
        #expect(held.steps.isEmpty && held.stages.isEmpty)
        let confirmed = stage.tell(.command(.confirm(Person.bob.publicKey)))
        #expect(confirmed.steps == [.confirm, .reveal(nonce: try offer().nonce)])
        #expect(stage.say(.confirm, id, over: bob).stages == [.trading])
        #expect(stage.tell(.command(.confirm(Person.carol.publicKey))).steps == [.confirm])
    }

    @Test("After three mismatches the pair rests for ten minutes")
    func rest() throws {
        var stage = Stage()
        let bob = stage.meet(.bob)
        for number in UInt8(1)...3 {
            let id = Self.name(number)
            stage.tell(.command(.exchange(Person.bob.publicKey, try offer(), id: id)))
            stage.say(.accept(nonce: bobsNonce, unverified: false), id, over: bob)
            stage.tell(.command(.reportMismatch(Person.bob.publicKey)))
        }
        let again = Node.Command.exchange(Person.bob.publicKey, try offer(), id: id)
        #expect(
            stage.node.obstacle(to: again, at: stage.now) == .resting(milliseconds: 600_000, isEveryStranger: false))
        #expect(stage.tell(.command(again)).steps.isEmpty)
        let request = ExchangeStep.request(commitment: bobsNonce, unverified: false)
        #expect(stage.say(request, Self.name(4), over: bob).stages.isEmpty)
    }

    @Test("Few requests of strangers wait, and few of one address; contacts have places, and three a day are shown")
    func bounds() throws {
        var stage = Stage(standings: [.asha: .contact])
        let request = ExchangeStep.request(commitment: bobsNonce, unverified: false)
        func ask(_ number: Int, from host: UInt32) -> [Node.Effect] {
            let link = stage.link(.number(number), remote: endpoint(host)).id
            stage.hear(Person.number(number).beat(1), over: link)
            return stage.say(request, Self.name(UInt8(number)), over: link)
        }
        // Two of one address, whatever keys it has, and five in all; whoever finds no place is told to try again.
        let crowd = (0..<8).map { ask($0, from: 50 + UInt32($0 / 4)) }
        #expect(crowd.count { $0.stages == [.requested(unverified: false)] } == 2 * ExchangeLimits.askedPerAddressMax)
        #expect(crowd.count { $0.steps == [.end(.busy)] } == 4)
        #expect(ask(10, from: 60).stages == [.requested(unverified: false)])
        // An address with several gives way to one that has none.
        let late = ask(11, from: 61)
        #expect(late.stages.last == .requested(unverified: false) && late.steps == [.end(.busy)])
        let contact = stage.meet(.asha)
        #expect(stage.say(request, Self.name(99), over: contact).stages == [.requested(unverified: false)])
        var other = Stage()
        let bob = other.meet(.bob)
        var stages: [ExchangeStage] = []
        for number in UInt8(0)..<6 {
            stages += other.say(request, Self.name(number), over: bob).stages
            let declined = other.tell(.command(.decline(Person.bob.publicKey)))
            #expect(declined.steps.isEmpty)
        }
        #expect(stages.count == ExchangeLimits.refusedPerDayMax)
    }
}
