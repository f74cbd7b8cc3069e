internal import Keys

/// Desks: their owners alone say what becomes of them.
extension Ledger {
    struct Desk: Sendable {
        let id: EntryID
        /// In the order in which they were opened.
        let number: Int
        let owner: PublicKey
        let createdMS: UInt64
        let offer: Content.DeskOffer
        var taken: Set<Content.SlotTime> = []
    }

    private func desk(_ id: EntryID, of author: PublicKey) throws(RuleError) -> Desk {
        guard let desk = desks[id] else { throw .noSuchDesk }
        guard desk.owner == author else { throw .notYourDesk }
        return desk
    }

    func check(_ desk: Content.Desk, by author: PublicKey) throws(RuleError) {
        switch desk {
        case .closes(let id): _ = try self.desk(id, of: author)
        case .opens(let offer):
            guard deskCounts[author, default: 0] < ContentLimits.desksOfAuthorMax else { throw .tooManyDesks }
            guard offer.slots.allSatisfy({ founding.firstDay...founding.lastDay ~= $0.day }) else {
                throw .dayOutside(first: founding.firstDay, last: founding.lastDay)
            }
        }
    }

    func check(_ slot: Content.DeskSlot, by author: PublicKey) throws(RuleError) {
        guard try desk(slot.desk, of: author).offer.slots.contains(slot.slot) else { throw .noSuchDeskSlot }
    }

    mutating func apply(_ desk: Content.Desk, _ step: Step) {
        switch desk {
        case .closes(let id):
            desks[id] = nil
            deskCounts[step.author, default: 0] -= 1
        case .opens(let offer):
            desks[step.id] = Desk(
                id: step.id, number: count, owner: step.author, createdMS: step.createdMS, offer: offer)
            deskCounts[step.author, default: 0] += 1
        }
    }

    mutating func apply(_ slot: Content.DeskSlot) {
        if slot.isTaken {
            desks[slot.desk]?.taken.insert(slot.slot)
        } else {
            desks[slot.desk]?.taken.remove(slot.slot)
        }
    }

    /// Those whose owners take part.
    var deskStates: [ProgrammeState.Desk] {
        desks.values.filter { takesPart($0.owner) }.sorted { $0.number < $1.number }.map { desk in
            ProgrammeState.Desk(
                id: desk.id, title: desk.offer.title, owner: desk.owner, createdMS: desk.createdMS,
                lengthMinutes: desk.offer.lengthMinutes,
                slots: desk.offer.slots.map {
                    ProgrammeState.DeskSlot(time: $0, isTaken: desk.taken.contains($0))
                })
        }
    }
}
