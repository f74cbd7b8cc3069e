internal import FoundationEssentials
internal import Keys

extension Content {
    /// Opens a desk, which is known by the id of the entry, or closes one.
    package enum Desk: Hashable, Sendable {
        /// Begins one.
        case opens(DeskOffer)
        /// Ends one, which is its author's.
        case closes(EntryID)

        init(_ message: PBDesk) throws(ContentError) {
            guard message.closes.isEmpty else {
                self = .closes(EntryID(try bytes32(message.closes)))
                return
            }
            self = .opens(try DeskOffer(message))
        }

        var message: PBDesk {
            switch self {
            case .opens(let offer): return offer.message
            case .closes(let desk):
                var message = PBDesk()
                message.closes = .init(desk.bytes.bytes)
                return message
            }
        }
    }

    /// What a desk is: one person's slots of one-to-one help.
    package struct DeskOffer: Hashable, Sendable {
        /// What help there is.
        package let title: String
        /// When slots begin: 1 to ``ContentLimits/deskSlotsMax``, ascending, none before the one before it is over.
        package let slots: [SlotTime]
        /// Of each slot, in ``ContentLimits/lengthMinutes``.
        package let lengthMinutes: Int

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(title: String, slots: [SlotTime], lengthMinutes: Int) throws(ContentError) {
            try self.init(checked: try ContentField.title.entered(title), slots, lengthMinutes)
        }

        init(_ message: PBDesk) throws(ContentError) {
            guard message.slots.count <= ContentLimits.deskSlotsMax else {
                throw .badDesk(slots: message.slots.count)
            }
            var slots: [SlotTime] = []
            for slot in message.slots { slots.append(try SlotTime(slot)) }
            try self.init(
                checked: try ContentField.title.received(message.title), slots, Int(message.lengthMinutes))
        }

        private init(checked title: String, _ slots: [SlotTime], _ lengthMinutes: Int) throws(ContentError) {
            guard 1...ContentLimits.deskSlotsMax ~= slots.count else { throw .badDesk(slots: slots.count) }
            self.title = title
            self.slots = slots
            self.lengthMinutes = try length(lengthMinutes)
            for (earlier, later) in zip(slots, slots.dropFirst())
            where later.minutes - earlier.minutes < lengthMinutes {
                throw .overlappingSlots
            }
        }

        var message: PBDesk {
            var message = PBDesk()
            message.title = title
            message.slots = slots.map(\.message)
            message.lengthMinutes = UInt32(lengthMinutes)
            return message
        }
    }

    /// Whether a slot of its author's desk is taken.
    package struct DeskSlot: Hashable, Sendable {
        /// Which desk.
        package let desk: EntryID
        /// Which of its slots.
        package let slot: SlotTime
        /// False: it can be had again.
        package let isTaken: Bool

        /// All fields at once.
        package init(desk: EntryID, slot: SlotTime, isTaken: Bool) {
            self.desk = desk
            self.slot = slot
            self.isTaken = isTaken
        }

        init(_ message: PBDeskSlot) throws(ContentError) {
            desk = EntryID(try bytes32(message.desk))
            slot = try SlotTime(message.slot)
            isTaken = message.taken
        }

        var message: PBDeskSlot {
            var message = PBDeskSlot()
            message.desk = .init(desk.bytes.bytes)
            message.slot = slot.message
            message.taken = isTaken
            return message
        }
    }

    /// What somebody wants to talk about at a desk, as a person enters it. It is in no entry: only whose desk it is
    /// hears of it.
    ///
    /// - Throws: ``ContentError``, which says what to change.
    package static func matter(_ text: String) throws(ContentError) -> String { try ContentField.matter.entered(text) }
}

extension Content.SlotTime {
    /// Minutes since 1970 began, by the clock on the wall.
    fileprivate var minutes: Int { day.number * 1_440 + startMinute }
}
