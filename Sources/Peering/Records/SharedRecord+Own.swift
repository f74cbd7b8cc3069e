import Gatherings
import Keys
import Wire

/// What we write ourselves.
extension SharedRecord {
    /// Signs an entry and has it written down; others hear of it when it is on the disk.
    ///
    /// - Throws: ``EntryError/tooLarge``, also while ``RecordLimits/pendingMax`` entries wait for the disk.
    mutating func write(_ draft: EntryDraft, dice: inout Dice) throws(EntryError) -> Entry {
        guard pending.count < RecordLimits.pendingMax else { throw .tooLarge }
        if let log = record.log(ownLog), log.stop != nil || log.height + waiting >= GatheringLimits.heightMax {
            renewLog(&dice)
        }
        let log = record.log(ownLog)
        // What waits may be of the log before this one.
        let last = pending.last { $0.header.log == ownLog }?.id
        let header = EntryHeader(
            gathering: gathering, log: ownLog, height: (log?.height ?? 0) + waiting,
            previous: last ?? (log?.height ?? 0 > 0 ? log?.head : nil), document: draft.document,
            parents: draft.parents, createdMS: draft.createdMS, kind: draft.kind, shape: draft.shape,
            content: draft.content)
        let entry = try Entry(signing: header, content: draft.content, by: own)
        try keep(entry)
        return entry
    }

    /// An entry of our own is to be written down.
    mutating func keep(_ entry: Entry) throws(EntryError) {
        let run = try Run([entry], of: gathering)
        if pending.isEmpty, record.log(ownLog) == nil {
            effects.append(.persist(.ownLog(gathering, ownLog.number)))
        }
        pending.append(entry)
        effects.append(.persist(.entries(gathering, run)))
        effects.append(.await(.own(entry.id)))
    }

    /// An entry of ours is on the disk, and so are those before it: now others may see them. If its log was stopped
    /// meanwhile it waits no more.
    mutating func ownStored(_ id: EntryID, at now: Instant) {
        guard let place = pending.firstIndex(where: { $0.id == id }) else { return }
        let stored = pending[...place]
        pending.removeFirst(stored.count)
        if stored.contains(where: { $0.id == gathering }) { isBeingFounded = false }
        for entry in stored {
            guard let run = try? Run([entry], of: gathering) else { continue }
            append(run, isChecked: true)
            quota.add(EntryBytes(of: run.entries), of: own.publicKey)
            effects.append(.tell(.entries(gathering, run.entries)))
            spread(run, from: nil, isPushed: true, at: now)
        }
    }

    /// The disk refused entries of ours, and whoever wrote them was told so: they are written no more. Their log ends
    /// before them, because a height is never used twice; what waits behind them, and builds on them in the log alone,
    /// goes into the next one.
    mutating func withdraw(_ entries: Set<EntryID>, dice: inout Dice) {
        guard let first = pending.firstIndex(where: { entries.contains($0.id) }) else { return }
        let rest = pending[first...].filter { !entries.contains($0.id) }
        pending.removeSubrange(first...)
        renewLog(&dice)
        for entry in rest { if let draft = EntryDraft(of: entry) { _ = try? write(draft, dice: &dice) } }
    }

    /// How many entries of the log that we write are not on the disk yet.
    var waiting: Int { pending.count { $0.header.log == ownLog } }

    /// From now on we write another log, so that no height is used twice.
    mutating func renewLog(_ dice: inout Dice) {
        ownLog = LogID(author: own.publicKey, number: dice.next())
        effects.append(.persist(.ownLog(gathering, ownLog.number)))
    }
}

extension EntryDraft {
    /// The same to be signed once more; nil of a founding entry, or one that was taken back.
    fileprivate init?(of entry: Entry) {
        guard let document = entry.header.document, let content = entry.content else { return nil }
        self.init(
            document: document, parents: entry.header.parents, kind: entry.header.kind, shape: entry.header.shape,
            content: content, createdMS: entry.header.createdMS)
    }
}
