package import Gatherings

/// What is kept of a gathering that we take part in.
package struct RestoredRecord: Hashable, Sendable {
    /// Its founding entry; nil if we were invited and have not met anybody yet who takes part.
    package var founding: Entry?
    /// Who may take part.
    package var membership: Membership
    /// Its name.
    package var gathering: EntryID
    /// Our own log from this database, nil before we wrote anything from it.
    package var ownLog: UInt64?
    /// Every log with the names of its entries, by height.
    package var logs: [RestoredLog]
    /// What stops logs.
    package var proofs: [ForkProof]
    /// Entries whose content did not come and was not taken back.
    package var lacking: [EntryPlace]
    /// What authors took back, whether it is here or not.
    package var takenBack: [EntryPlace]

    /// All fields at once.
    package init(
        gathering: EntryID, founding: Entry?, membership: Membership, ownLog: UInt64? = nil, logs: [RestoredLog] = [],
        proofs: [ForkProof] = [], lacking: [EntryPlace] = [], takenBack: [EntryPlace] = []
    ) {
        self.gathering = gathering
        self.founding = founding
        self.membership = membership
        self.ownLog = ownLog
        self.logs = logs
        self.proofs = proofs
        self.lacking = lacking
        self.takenBack = takenBack
    }
}

/// One log as it is kept.
package struct RestoredLog: Hashable, Sendable {
    /// Which.
    package let id: LogID
    /// How far it is known.
    package let log: Log
    /// The names of its entries, as many as its height.
    package let entries: [EntryID]
    /// What its entries take together.
    package let bytes: EntryBytes

    /// All fields at once.
    package init(id: LogID, log: Log, entries: [EntryID], bytes: EntryBytes) {
        self.id = id
        self.log = log
        self.entries = entries
        self.bytes = bytes
    }
}
