import Keys
import Peering
import Testing
import Wire

/// Who gets a link where many want one.
struct LinkRoomTests {
    /// Links of so many people from one address.
    private func crowd(_ stage: inout Stage, _ people: Range<Int>, from remote: Endpoint) -> [LinkID] {
        people.compactMap { number in
            let (id, effects) = stage.link(.number(number), remote: remote)
            return effects.closed[id] == nil ? id : nil
        }
    }

    @Test("However many keys one address has, it gets eight links, and whoever comes from another address gets one")
    func oneAddress() {
        var stage = Stage()
        #expect(crowd(&stage, 0..<64, from: endpoint(9)).count == PeeringLimits.linksPerAddressMax)
        let (bob, effects) = stage.link(.bob, remote: endpoint(10))
        #expect(effects.closed.isEmpty)
        #expect(stage.node.linkCount == PeeringLimits.linksPerAddressMax + 1)
        let isOpen = stage.answers(bob)
        #expect(isOpen)
    }

    @Test("Where a few addresses have taken all places, a newcomer takes that of the youngest of whoever has most")
    func evicted() {
        var stage = Stage()
        // Those who were first stay, whoever they are.
        let first = (0..<8).map { stage.link(.number($0), remote: endpoint(UInt32(10 + $0))).id }
        var taken: [LinkID] = []
        for host in 0..<10 {
            taken += crowd(&stage, 100 + host * 8..<108 + host * 8, from: endpoint(UInt32(50 + host)))
        }
        let free = PeeringLimits.linksMax - PeeringLimits.linksReserved - first.count
        #expect(taken.count > free, "a newcomer of another address was let in by giving up others")
        #expect(stage.node.linkCount == PeeringLimits.linksMax - PeeringLimits.linksReserved)
        let (bob, effects) = stage.link(.bob, remote: endpoint(200))
        #expect(effects.closed.count == 1 && effects.closed[bob] == nil && effects.closed.values.first == .surplus)
        #expect(effects.closed.keys.allSatisfy { !first.contains($0) })
        let open = first.filter { stage.answers($0) }
        #expect(open == first)
    }

    @Test("Whoever has filled all places that others may take keeps us from dialling nobody")
    func reserved() {
        var stage = Stage()
        for number in 0..<100 { _ = stage.link(.number(number), remote: endpoint(UInt32(number + 10))) }
        #expect(stage.node.linkCount == PeeringLimits.linksMax - PeeringLimits.linksReserved)
        let (bob, effects) = stage.link(.bob, dial: DialID(900))
        let isOpen = stage.answers(bob)
        #expect(effects.closed.isEmpty && isOpen)
    }

    @Test("A contact comes in from an address that has used up its links, and is never given up for others")
    func contacts() {
        var stage = Stage(standings: [.bob: .contact])
        _ = crowd(&stage, 0..<8, from: endpoint(3))
        // All of those are among the oldest.
        let turnedAway = stage.link(.bob, remote: endpoint(3)).effects
        #expect(turnedAway.closed.count == 1)
        var other = Stage(standings: [.bob: .contact])
        for number in 0..<8 { _ = other.link(.number(number), remote: endpoint(UInt32(20 + number))) }
        _ = crowd(&other, 100..<108, from: endpoint(3))
        let (bob, effects) = other.link(.bob, remote: endpoint(3))
        #expect(effects.closed.count == 1 && effects.closed[bob] == nil)
        for host in 0..<20 { _ = crowd(&other, 200 + host * 8..<208 + host * 8, from: endpoint(UInt32(60 + host))) }
        let isOpen = other.answers(bob)
        #expect(isOpen)
    }
}

extension Stage {
    /// Whether a link is still there: whoever asks is answered.
    fileprivate mutating func answers(_ link: LinkID) -> Bool {
        !tell(.received(link, .ping(answer: false))).isEmpty
    }
}
