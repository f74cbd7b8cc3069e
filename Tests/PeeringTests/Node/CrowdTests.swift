import Keys
import Peering
import Testing
import Wire

/// What is different where more people are than can all have links with each other.
struct CrowdTests {
    /// A node with links to Bob and Carol, which knows a crowd from Bob.
    func crowded() -> (stage: Stage, bob: LinkID, carol: LinkID) {
        var stage = Stage()
        let (bob, carol) = (stage.meet(.bob), stage.meet(.carol))
        stage.tell(.received(bob, .presences((0..<32).map { Person.number($0).beat(1) })))
        stage.pass(2_000)
        return (stage, bob, carol)
    }

    @Test("A beat without news is announced within a second instead of sent, news is sent at once")
    func announced() {
        var (stage, bob, carol) = crowded()
        let start = stage.nowMS
        #expect(!stage.hear(Person.number(1).beat(2, withProfile: false), over: bob).isSending)
        let log = stage.pass(1_000).filter { ![$0.effect].announcements(over: carol).isEmpty }
        #expect(log.count == 1 && log.allSatisfy { start + 250...start + 750 ~= $0.atMS })
        #expect(log.effects.announcements(over: carol) == [Announcement(author: Person.number(1).prefix, stamp: 2)])
        let news = stage.hear(Person.number(1).beat(3, headline: "new"), over: bob)
        #expect(news.presences(over: carol).map(\.header.stamp) == [3])
    }

    @Test("An announced beat of somebody known is soon pulled from one of those who hold it, without the profile")
    func pulled() {
        var (stage, bob, carol) = crowded()
        let newer = Announcement(author: Person.number(1).prefix, stamp: 2)
        for link in [bob, carol] {
            #expect(stage.tell(.received(link, .have([newer], whole: false))).questions.isEmpty)
        }
        #expect(stage.pass(125).effects.questions == [.pull([newer.author])])
        stage.hear(Person.number(1).beat(2, withProfile: false), over: carol)
        #expect(stage.pass(5_000).filter { ![$0.effect].questions.isEmpty }.isEmpty)
    }

    @Test("A pull is answered with what is held, without profiles")
    func answered() {
        var (stage, _, carol) = crowded()
        let answer = stage.tell(.received(carol, .pull([Person.number(1).prefix, 5, Person.me.prefix])))
        let presences = answer.presences(over: carol)
        #expect(presences.map(\.header.author) == [Person.number(1), .me].map(\.publicKey.bytes))
        #expect(presences.allSatisfy { $0.profileBytes == nil } && presences.first?.ageMS == 2_000)
    }

    @Test("A node with too many links closes some that are older than three seconds, down to the bound")
    func surplus() {
        var (stage, bob, carol) = crowded()
        for number in 0..<20 { _ = stage.meet(.number(number), stamp: 2) }
        #expect(stage.node.linkCount == 22)
        // Only Bob and Carol have been linked for so long.
        #expect(stage.pass(2_900).effects.closed == [bob: .surplus, carol: .surplus])
        let closed = stage.pass(2_000).effects.closed
        #expect(closed.count == 20 - PeeringLimits.linksKept && Set(closed.values) == [.surplus])
        #expect(stage.node.linkCount == PeeringLimits.linksKept)
        #expect(stage.pass(5_000).effects.closed.isEmpty)
    }

    @Test("In a small venue no link is too many")
    func mesh() {
        var stage = Stage()
        for number in 0..<PeeringLimits.meshMax { _ = stage.meet(.number(number)) }
        stage.answersPings = true
        #expect(stage.pass(20_000).effects.closed.isEmpty && stage.node.linkCount == PeeringLimits.meshMax)
    }
}

extension [Node.Effect] {
    /// Whatever asks for presences.
    var questions: [Message] {
        compactMap { effect -> Message? in
            guard case .send(_, let message) = effect else { return nil }
            switch message {
            case .graft, .pull: return message
            default: return nil
            }
        }
    }
}
