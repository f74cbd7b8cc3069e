import Gatherings
import Keys
import Peering

/// Gatherings at a simulated venue: what a shell does for their records.
extension SimulatedVenue {
    /// Begins work for a record. Checking takes as long as the signatures do, reading waits for what is being written.
    mutating func work(on task: RecordTask, of gathering: EntryID, at index: Int) {
        let written = hosts[index].disk.written
        var delay: Int64
        switch task {
        case .check(_, let entries, _): delay = 60 + 10 * Int64(entries.count)
        case .checkProof: delay = 120
        case .read, .prove: delay = 200 + Int64(dice.below(20_000))
        }
        // What one neighbour sent is checked in its order.
        delay = max(delay, hosts[index].workUntil.microseconds - now.microseconds)
        hosts[index].workUntil = after(microseconds: delay)
        queue.add(
            .works(host: index, run: hosts[index].run, gathering, task, changes: written),
            at: after(microseconds: delay))
    }

    mutating func finish(_ task: RecordTask, of gathering: EntryID, changes: Int, at index: Int) {
        let answer: RecordAnswer
        switch task {
        case .check(let link, let entries, let pushed):
            let checked = CheckedEntries(checking: entries, of: gathering) {
                settings.bug == .believesEverySignature || genuine.isGenuine($0)
            }
            answer = .checked(link, checked, pushed: pushed)
        case .read(let link, let spans):
            hosts[index].disk.sync(upTo: changes)
            let entries = kept(gathering, at: index)?.read(spans) ?? []
            answer = .read(link, LogSpan.servable(entries, of: spans) { genuine.isGenuine($0) })
        case .prove(let log, let height, let other):
            hosts[index].disk.sync(upTo: changes)
            let own = kept(gathering, at: index)?.logs[log].flatMap { height < $0.count ? $0[height] : nil }
            answer = .proof(own.flatMap { try? ForkProof($0, other) })
        case .checkProof(_, let first, let second):
            let entries = [first, second].compactMap { try? Entry(decoding: $0) }
            answer = .proof(entries.count == 2 ? try? ForkProof(entries[0], entries[1]) : nil)
        }
        handle(.record(gathering, answer), at: index)
    }

    func kept(_ gathering: EntryID, at index: Int) -> KeptGathering? {
        hosts[index].disk.gatherings.first { $0.name == gathering }
    }
}

/// Remembers which entries were found to be genuine, so that a signature is checked once in a venue.
final class GenuineEntries {
    private var known: [EntryID: Bool] = [:]
    private var names: [[UInt8]: EntryID] = [:]

    /// What an entry is called that travels as these bytes; nil if they are none.
    func name(of bytes: [UInt8]) -> EntryID? {
        if let name = names[bytes] { return name }
        let name = (try? Entry(decoding: bytes))?.id
        names[bytes] = name
        return name
    }

    func isGenuine(_ entry: Entry) -> Bool {
        if let known = known[entry.id] { return known }
        let isGenuine = entry.isGenuine
        known[entry.id] = isGenuine
        return isGenuine
    }
}
