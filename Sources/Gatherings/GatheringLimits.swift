/// How large what a gathering shares may be.
package enum GatheringLimits {
    /// The signed part of an entry, in bytes: ``parentsMax`` parents and everything else fit.
    package static let headerBytesMax = 4_096
    /// What an entry says, in bytes: a page or two of notes. Longer texts are several entries.
    package static let contentBytesMax = 16_384
    /// What stays of an entry when its content is retracted, in bytes: some hundred places of one edit.
    package static let shapeBytesMax = 1_024
    /// The heads of a document that an entry names: as many as write at once at one table; whoever knows of more names
    /// the newest.
    package static let parentsMax = 64
    /// Entries of one log: one a second for two weeks without sleep.
    package static let heightMax = 1 << 20
    /// Logs of one gathering: a thousand attendees with several machines each, restored now and then.
    package static let logsMax = 8_192
    /// How many may come in through the log that founded a gathering: a thousand newcomers who may let in
    /// ``newcomerSeats`` others each.
    package static let founderSeats = 16_383
    /// How many may come in through another log of the founder, who has restored a backup or uses a second machine.
    package static let founderAgainSeats = 1_023
    /// How many may come in through somebody whom nobody knows yet: a table of people who come together.
    package static let newcomerSeats = 15
    /// A log gives others at most this part of its own seats, so that few steps lead from the founder to anybody.
    package static let seatsGivenPart = 4
    /// Entries whose content is asked for because it did not come: two megabytes of memory. Of more, what is beyond it
    /// is found at the next start.
    package static let lackingMax = 16_384
    /// Entries of one log that are taken at once: a second's work for one core, with the hashes that it takes.
    package static let runMax = 4_096
    /// What one author may write in a gathering, in bytes with headers: three days of typing are a tenth.
    package static let authorBytesMax = 16 << 20
    /// What one author may write in the programme of a gathering, in bytes with headers: an organiser who describes
    /// 1,024 sessions in full and places them writes four fifths.
    package static let authorProgrammeBytesMax = 4 << 20
    /// What the programme of a gathering may take altogether, in bytes: a thousand attendees who say a hundred things
    /// each. Every node keeps it in memory, where it is up to four times as much.
    package static let programmeBytesMax = 32 << 20
    /// What a gathering may take altogether, in bytes: a thousand attendees who write half a megabyte each.
    package static let recordBytesMax = 512 << 20
}
