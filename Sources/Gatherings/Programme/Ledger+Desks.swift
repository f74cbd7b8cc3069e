internal import Keys

/// Desks: their owners alone say what becomes of them.
extension Ledger {
    struct Desk: Sendable {
        let id: EntryID
        let owner: PublicKey
        let createdMS: UInt64
        let offer: Content.DeskOffer
        var taken: Set<Content.SlotTime> = []
    }

    private func place(of desk: EntryID, by author: PublicKey) throws(RuleError) -> Int {
        guard let place = desks.firstIndex(where: { $0.id == desk }) else { throw .noSuchDesk }
        guard desks[place].owner == author else { throw .notYourDesk }
        return place
    }

    func check(_ desk: Content.Desk, by author: PublicKey) throws(RuleError) {
        switch desk {
        case .closes(let id): _ = try place(of: id, by: author)
        case .opens(let offer):
            guard desks.count(where: { $0.owner == author }) < ContentLimits.desksOfAuthorMax else {
                throw .tooManyDesks
            }
            guard offer.slots.allSatisfy({ founding.firstDay...founding.lastDay ~= $0.day }) else {
                throw .dayOutside(first: founding.firstDay, last: founding.lastDay)
            }
        }
    }

    func check(_ slot: Content.DeskSlot, by author: PublicKey) throws(RuleError) {
        guard desks[try place(of: slot.desk, by: author)].offer.slots.contains(slot.slot) else {
            throw .noSuchDeskSlot
        }
    }

    mutating func apply(_ desk: Content.Desk, _ step: Step) {
        switch desk {
        case .closes(let id): desks.removeAll { $0.id == id }
        case .opens(let offer):
            desks.append(Desk(id: step.id, owner: step.author, createdMS: step.createdMS, offer: offer))
        }
    }

    mutating func apply(_ slot: Content.DeskSlot) {
        guard let place = desks.firstIndex(where: { $0.id == slot.desk }) else { return }
        if slot.isTaken { desks[place].taken.insert(slot.slot) } else { desks[place].taken.remove(slot.slot) }
    }

    /// Those whose owners take part.
    var deskStates: [ProgrammeState.Desk] {
        desks.filter { takesPart($0.owner) }.map { desk in
            ProgrammeState.Desk(
                id: desk.id, title: desk.offer.title, owner: desk.owner, createdMS: desk.createdMS,
                lengthMinutes: desk.offer.lengthMinutes,
                slots: desk.offer.slots.map {
                    ProgrammeState.DeskSlot(time: $0, isTaken: desk.taken.contains($0))
                })
        }
    }
}
