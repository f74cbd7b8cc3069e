package import Keys

extension ProgrammeState {
    /// One person's slots of one-to-one help.
    package struct Desk: Hashable, Sendable {
        /// The entry that opened it.
        package let id: EntryID
        /// What help there is.
        package let title: String
        /// Whose it is.
        package let owner: PublicKey
        /// When it was opened, in milliseconds since 1970, by the owner's clock.
        package let createdMS: UInt64
        /// Of each slot.
        package let lengthMinutes: Int
        /// From the first to the last.
        package let slots: [DeskSlot]
    }

    /// A slot of a desk, as its owner says.
    package struct DeskSlot: Hashable, Sendable {
        /// When it begins.
        package let time: Content.SlotTime
        /// Whether somebody has it.
        package let isTaken: Bool
    }
}
