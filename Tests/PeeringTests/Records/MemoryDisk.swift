import Gatherings
import Keys
import Peering

/// What one node keeps of gatherings, in memory.
struct MemoryDisk {
    /// What waits to be done, in order: writing, telling that it is written, and reading.
    enum Job {
        case write(Change)
        case stored(StoreToken)
        case work(EntryID, RecordTask)
    }

    struct Kept {
        var founding: Entry
        var membership: Membership
        var hasLeft = false
        var ownLog: UInt64?
        var logs: [LogID: [Entry]] = [:]
        var proofs: [LogID: ForkProof] = [:]
    }

    private(set) var kept: [EntryID: Kept] = [:]
    private(set) var invitations: [Invitation] = []
    /// All that was ever written, in order.
    private(set) var changes: [Change] = []

    mutating func write(_ change: Change) {
        changes.append(change)
        switch change {
        case .gathering(let founding, let membership):
            kept[founding.id, default: Kept(founding: founding, membership: membership)].hasLeft = false
            invitations.removeAll { $0.gatheringPrefix == founding.id.bytes.prefix }
        case .gatheringLeft(let name): kept[name]?.hasLeft = true
        case .invitation(let invitation): invitations.append(invitation)
        case .ownLog(let name, let number): kept[name]?.ownLog = number
        case .entries(let name, let run):
            let before = kept[name]?.logs[run.log] ?? []
            precondition(before.count >= run.heights.lowerBound, "entries follow those that are kept")
            kept[name]?.logs[run.log] = before.prefix(run.heights.lowerBound) + run.entries
        case .contents(let name, let entries):
            for entry in entries { kept[name]?.logs[entry.header.log]?[entry.header.height] = entry }
        case .fork(let name, let proof):
            let below = (kept[name]?.logs[proof.log] ?? []).prefix(proof.height)
            kept[name]?.proofs[proof.log] = proof
            kept[name]?.logs[proof.log] = Array(below)
        default: break
        }
    }

    func entries(of gathering: EntryID, in spans: [LogSpan]) -> [[UInt8]] {
        var (found, bytes): ([[UInt8]], Int) = ([], 0)
        for span in spans {
            let log = kept[gathering]?.logs[span.log] ?? []
            for height in span.heights {
                guard height < log.count else { return found }
                let entry = log[height].encoded()
                if !found.isEmpty, bytes + entry.count > RecordLimits.entriesBytesMax { return found }
                found.append(entry)
                bytes += entry.count + 4
            }
        }
        return found
    }

    func restored(_ gathering: EntryID) -> RestoredRecord? {
        guard let kept = kept[gathering] else { return nil }
        let logs = kept.logs.keys.sorted().compactMap { id -> RestoredLog? in
            guard let entries = kept.logs[id] else { return nil }
            let stop = kept.proofs[id]?.height
            guard let head = entries.last?.id ?? stop.map({ _ in gathering }) else { return nil }
            return RestoredLog(
                id: id, log: Log(height: entries.count, head: head, checkedHeight: entries.count, stop: stop),
                entries: entries.map(\.id),
                bytes: EntryBytes(of: entries))
        }
        let entries = kept.logs.keys.sorted().flatMap { kept.logs[$0] ?? [] }
        let takenBack = entries.compactMap { EntryPlace(takenBackBy: $0) }
        return RestoredRecord(
            gathering: gathering, founding: kept.founding, membership: kept.membership, ownLog: kept.ownLog, logs: logs,
            proofs: kept.proofs.keys.sorted().compactMap { kept.proofs[$0] },
            lacking: entries.filter { $0.content == nil && !takenBack.contains(EntryPlace(of: $0)) }
                .map { EntryPlace(of: $0) },
            takenBack: takenBack)
    }

    /// What a node that starts here takes part in.
    var joined: [RestoredRecord] {
        kept.keys.sorted().filter { kept[$0]?.hasLeft == false }.compactMap { restored($0) }
    }
}
