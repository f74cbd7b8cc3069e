import Gatherings
import Keys
import Peering

/// What a simulated disk keeps of one gathering.
struct KeptGathering: Sendable {
    let founding: Entry
    let membership: Membership
    var ownLog: UInt64?
    /// Every log, by author and number.
    private(set) var logs: [LogID: [Entry]] = [:]
    private(set) var proofs: [LogID: ForkProof] = [:]
    /// Whether what its author took back stays, by mistake.
    var keepsRetracted = false
    /// What authors took back, by what, also before it comes.
    private var retractions: [EntryID: [Entry]] = [:]

    init(founding: Entry, membership: Membership) {
        self.founding = founding
        self.membership = membership
    }

    var name: EntryID { founding.id }

    /// All entries that count, by log.
    var entries: [Entry] { logs.keys.sorted().flatMap { logs[$0] ?? [] } }

    mutating func apply(_ change: Change) {
        switch change {
        case .ownLog(_, let number): ownLog = number
        case .entries(_, let run):
            let kept = logs[run.log, default: []].prefix(run.heights.lowerBound)
            precondition(kept.count == run.heights.lowerBound, "entries follow those that are kept")
            logs[run.log] = Array(kept)
            for entry in run.entries { add(entry) }
        case .contents(_, let entries): for entry in entries { fill(entry) }
        case .fork(_, let proof):
            proofs[proof.log] = proof
            logs[proof.log] = Array((logs[proof.log] ?? []).prefix(proof.height))
        default: break
        }
    }

    /// What its author took back loses its content, whichever of the two comes first.
    private mutating func add(_ entry: Entry) {
        logs[entry.header.log, default: []].append(isTakenBack(entry) && !keepsRetracted ? entry.retracted : entry)
        retract(by: entry)
    }

    /// What an entry says that is kept without.
    private mutating func fill(_ entry: Entry) {
        let (log, height) = (entry.header.log, entry.header.height)
        guard let kept = logs[log], kept.indices.contains(height), kept[height].id == entry.id, !isTakenBack(entry)
        else { return }
        logs[log]?[height] = entry
        retract(by: entry)
    }

    private func isTakenBack(_ entry: Entry) -> Bool {
        retractions[entry.id]?.contains { Self.retracts($0, entry) } ?? false
    }

    private mutating func retract(by entry: Entry) {
        guard case .retraction(let retraction)? = try? Content(of: entry) else { return }
        retractions[retraction.target, default: []].append(entry)
        guard !keepsRetracted, let log = logs[retraction.log], log.indices.contains(retraction.height),
            Self.retracts(entry, log[retraction.height])
        else { return }
        logs[retraction.log]?[retraction.height] = log[retraction.height].retracted
    }

    /// What is kept without what it says, and nobody took back.
    var lacking: [Entry] { entries.filter { $0.content == nil && !isTakenBack($0) } }

    /// Whether an entry takes back another.
    static func retracts(_ entry: Entry, _ target: Entry) -> Bool {
        guard case .retraction(let retraction)? = try? Content(of: entry) else { return false }
        return retraction.target == target.id && retraction.log == target.header.log
            && retraction.height == target.header.height && entry.header.log.author == target.header.log.author
            && entry.header.document == target.header.document
            && target.header.kind != EntryKind.retraction.rawValue
    }

    /// What was said in one document.
    func entries(of document: EntryID) -> [Entry] { entries.filter { $0.header.document == document } }

    /// Entries of these ranges as they travel, until there are enough or one is not there.
    func read(_ spans: [LogSpan]) -> [[UInt8]] {
        var (found, bytes): ([[UInt8]], Int) = ([], 0)
        for span in spans {
            let log = logs[span.log] ?? []
            for height in span.heights {
                guard height < log.count else { return found }
                let entry = log[height].encoded()
                if !found.isEmpty, bytes + entry.count > RecordLimits.entriesBytesMax { return found }
                found.append(entry)
                bytes += entry.count
            }
        }
        return found
    }

    /// What a node starts with.
    var restored: RestoredRecord {
        let logs = self.logs.keys.sorted().compactMap { id -> RestoredLog? in
            guard let entries = self.logs[id] else { return nil }
            let stop = proofs[id]?.height
            guard let head = entries.last?.id ?? (stop.map { _ in name }) else { return nil }
            return RestoredLog(
                id: id, log: Log(height: entries.count, head: head, checkedHeight: entries.count, stop: stop),
                entries: entries.map(\.id), bytes: EntryBytes(of: entries))
        }
        return RestoredRecord(
            gathering: name, founding: founding, membership: membership, ownLog: ownLog, logs: logs,
            proofs: proofs.keys.sorted().compactMap { proofs[$0] }, lacking: lacking.map { EntryPlace(of: $0) },
            takenBack: retractions.keys.sorted().flatMap { retractions[$0] ?? [] }.compactMap {
                EntryPlace(takenBackBy: $0)
            })
    }
}
