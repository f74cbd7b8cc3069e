import Gatherings
import Keys
import Peering
import Testing
import Wire

/// Desks inside a node: over which links, and with whom.
struct DeskLinkTests {
    let day: Day
    let slot: Content.SlotTime
    let id: BookingID

    init() throws {
        day = try Day("2026-11-28")
        slot = try Content.SlotTime(day: day, startMinute: 860)
        id = try #require(BookingID([UInt8](repeating: 1, count: 16)))
    }

    /// Founds a gathering; tells its name.
    private func found(_ stage: inout Stage) throws -> EntryID {
        let founding = Content.founding(
            try Content.Founding(title: "OSSCamp", place: "", firstDay: day, lastDay: day))
        let (kind, shape, content) = founding.encoded()
        let draft = EntryDraft(
            document: EntryID(Person.me.publicKey.compact), parents: [], kind: kind, shape: shape, content: content,
            createdMS: 0)
        store(stage.tell(.command(.foundGathering(draft, secret: nil))), &stage)
        return try #require(stage.node.gatherings.first)
    }

    /// All that was to be written down is on the disk.
    @discardableResult
    private func store(_ effects: [Node.Effect], _ stage: inout Stage) -> [Node.Effect] {
        effects.flatMap { effect -> [Node.Effect] in
            guard case .awaitStored(let token) = effect else { return [] }
            return stage.tell(.stored(token))
        }
    }

    private func request(_ gathering: EntryID, of owner: Person) -> DeskRequest {
        DeskRequest(
            id: id, gathering: gathering, desk: gathering, owner: owner.publicKey, slot: slot, about: "maps")
    }

    private func asked(_ gathering: EntryID) -> Message {
        .desk(
            gathering.bytes.prefix, id,
            .request(
                desk: gathering.bytes.bytes, slot: DeskTime(day: "2026-11-28", startMinute: 860), about: "maps"))
    }

    @Test("In a crowd, where links abound, whoever is to be asked is dialled, asked, and not let go before the answer")
    func crowd() throws {
        var stage = Stage()
        stage.answersPings = true
        for number in 0..<PeeringLimits.linksKept { _ = stage.meet(.number(number)) }
        let neighbour = stage.meet(.bob)
        let others = (20..<40).map { Person.number($0).beat(1, at: [endpoint(UInt32($0))]) }
        stage.tell(.received(neighbour, .presences(others)))
        let gathering = try found(&stage)
        stage.pass(10_000)
        #expect(stage.log.effects.dials.isEmpty)
        let owner = Person.number(25)
        let effects = stage.tell(.command(.bookDesk(request(gathering, of: owner))))
        #expect(effects.changes == [.deskRequest(request(gathering, of: owner))])
        store(effects, &stage)
        stage.pass(100)
        let dial = try #require(stage.log.effects.dials.first)
        #expect(dial.endpoints == [endpoint(25)] && stage.log.effects.dials.count == 1)
        let link = stage.link(owner, dial: dial.id).id
        stage.hear(owner.beat(2), over: link)
        #expect(!stage.log.effects.sent(over: link).contains(asked(gathering)), "they may take no part")
        let said = stage.tell(.received(link, .gatherings(open: [gathering.bytes.bytes], proofs: [])))
        #expect(said.sent(over: link).contains(asked(gathering)))
        // Others are too many before they are.
        #expect(stage.pass(8_000).effects.closed[link] == nil)
        let answer = stage.tell(.received(link, .desk(gathering.bytes.prefix, id, .answer(.accepted))))
        #expect(answer.notices.contains(.deskRequest(try #require(stage.node.deskRequest(id)))))
        #expect(stage.node.deskRequest(id)?.state == .accepted)
    }

    @Test("Somebody who is blocked, or takes no part, is not heard, and gets no slot")
    func unheard() throws {
        var stage = Stage()
        let (bob, carol) = (stage.meet(.bob), stage.meet(.carol))
        let gathering = try found(&stage)
        let desk = OwnDesk(id: gathering, slots: [slot], taken: [])
        stage.tell(.command(.setDesks(gathering, [desk])))
        #expect(stage.tell(.received(carol, asked(gathering))).changes.isEmpty, "Carol takes no part")
        for link in [bob, carol] {
            stage.tell(.received(link, .gatherings(open: [gathering.bytes.bytes], proofs: [])))
        }
        stage.tell(.command(.setStanding(Person.bob.publicKey, .blocked)))
        let refused = stage.tell(.received(bob, asked(gathering)))
        #expect(refused.changes.isEmpty && refused.sent(over: bob).isEmpty)
        let taken = stage.tell(.received(carol, asked(gathering)))
        #expect(taken.changes.count == 1 && taken.sent(over: carol).isEmpty)
        let stored = store(taken, &stage)
        #expect(stored.sent(over: carol) == [.desk(gathering.bytes.prefix, id, .answer(.accepted))])
        let said = Content.DeskSlot(desk: gathering, slot: slot, isTaken: true)
        #expect(stored.notices.contains(.deskSlot(gathering, said)))
        #expect(stage.node.deskBookings(at: gathering).map(\.booker) == [Person.carol.publicKey])
    }

    @Test("Nobody books at their own desk, or in a gathering where they take no part") func nowhere() throws {
        var stage = Stage()
        #expect(stage.tell(.command(.bookDesk(request(EntryID(Person.bob.publicKey.compact), of: .bob)))).isEmpty)
        let gathering = try found(&stage)
        #expect(stage.tell(.command(.bookDesk(request(gathering, of: .me)))).changes.isEmpty)
    }
}
