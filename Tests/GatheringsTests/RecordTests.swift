import Gatherings
import Keys
import Testing

@Suite struct RecordTests {
    let (asha, ravi): (Author, Author)
    let founding: Entry

    init() throws {
        asha = try Author()
        ravi = try Author()
        founding = try asha.founding()
    }

    @Test("A run is entries of one log that name each other, of one gathering")
    func runs() throws {
        let entries = try [founding] + asha.entries(5, in: founding.id, after: founding)
        let run = try Run(entries, of: founding.id)
        #expect(run.heights == 0..<6 && run.last == entries[5])
        #expect(throws: EntryError.brokenChain) { try Run([entries[0], entries[2]], of: founding.id) }
        #expect(throws: EntryError.brokenChain) { try Run([entries[1], entries[0]], of: founding.id) }
        #expect(throws: EntryError.brokenChain) { try Run([], of: founding.id) }
        let other = try ravi.founding("Another")
        #expect(throws: EntryError.wrongGathering) { try Run(entries, of: other.id) }
        #expect(throws: EntryError.wrongGathering) { try Run([other], of: founding.id) }
    }

    @Test("Runs are taken whatever part of them is known, and gaps are named")
    func appending() throws {
        let entries = try [founding] + asha.entries(9, in: founding.id, after: founding)
        var holder = Holder(founding.id)
        #expect(throws: EntryError.gap) { try holder.take(Array(entries[3...5])) }
        try holder.take(Array(entries[0...2]))
        #expect(throws: EntryError.gap) { try holder.take(Array(entries[4...5])) }
        try holder.take(Array(entries[1...6]))
        try holder.take(Array(entries[0...3]))
        try holder.take(Array(entries[7...9]))
        let log = holder.record.log(asha.log(1))
        #expect(log?.height == 10 && log?.head == entries[9].id && log?.checkedHeight == 10)
    }

    @Test("A key that is no point of the right order starts no log")
    func badKey() throws {
        var bytes = [UInt8](repeating: 0, count: 32)
        bytes[0] = 1
        let header = EntryHeader(
            gathering: founding.id, log: LogID(author: try PublicKey(trusting: bytes), number: 1), height: 0,
            previous: nil, document: founding.id, parents: [], createdMS: 0, kind: 0, content: [])
        let entry = try Entry(
            decoding: EntryTests.field(1, header.encoded()) + EntryTests.field(2, [UInt8](repeating: 0, count: 64)))
        let run = try Run([entry], of: founding.id)
        #expect(throws: EntryError.badKey) { try Record(gathering: founding.id).news(of: run) { _, _ in nil } }
    }

    @Test("A chain whose last entry is genuine has no place for a forged one")
    func forgedMiddle() throws {
        var entries = try [founding] + asha.entries(3, in: founding.id, after: founding)
        entries[1] = try Entry(
            decoding: EntryTests.field(1, entries[1].headerBytes)
                + EntryTests.field(2, [UInt8](repeating: 9, count: 64)))
        #expect(throws: EntryError.brokenChain) { try Run(entries, of: founding.id) }
    }

    @Test("Whoever signs two entries for one height is stopped there, at the same place by everybody, in any order")
    func forks() throws {
        let honest = try ravi.entries(2, in: founding.id, number: 5)
        let start = try [founding] + asha.entries(2, in: founding.id, after: founding)
        let left = try asha.entries(2, in: founding.id, after: start[2])
        let right = try [asha.entry("another", in: founding.id, after: start[2])]
        let lower = try [asha.entry("lower", in: founding.id, after: start[1])]
        let parcels = [start, start + left, start + right, Array(start[..<2]) + lower, honest]
        var hashes: Set<EntryID> = []
        for order in permutations(parcels.indices.map { $0 }) {
            var (one, other) = (Holder(founding.id), Holder(founding.id))
            for place in order {
                do throws(EntryError) { try one.take(parcels[place]) } catch { #expect(error == .forked) }
            }
            // The other has heard one side only, and learns of the proof.
            try other.take(start + left)
            _ = try Holder.reconcile(&one, &other)
            _ = try Holder.reconcile(&other, &one)
            #expect(one.record.frontierHash() == other.record.frontierHash())
            #expect(one.record.log(asha.log(1))?.stop == 2 && one.all == other.all)
            hashes.insert(one.record.frontierHash())
        }
        #expect(hashes.count == 1)
    }

    private func permutations(_ places: [Int]) -> [[Int]] {
        guard places.count > 1 else { return [places] }
        return places.flatMap { first in permutations(places.filter { $0 != first }).map { [first] + $0 } }
    }

    @Test("Two nodes that hold different parts hold the same after comparing their frontiers, whoever begins")
    func reconciliation() throws {
        let authors = try (0..<6).map { _ in try Author() }
        var logs: [[Entry]] = [[founding]]
        for author in authors {
            for number in [3, 1 << 63 | 9] as [UInt64] {
                logs.append(try author.entries(4, in: founding.id, number: number))
            }
        }
        for seed in UInt64(0)..<40 {
            var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
            func below(_ bound: Int) -> Int {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Int(state >> 33) % bound
            }
            var (one, other) = (Holder(founding.id), Holder(founding.id))
            for log in logs {
                let (here, there) = (below(log.count + 1), below(log.count + 1))
                if here > 0 { try one.take(Array(log[..<here])) }
                if there > 0 { try other.take(Array(log[..<there])) }
            }
            let lines = try Holder.reconcile(&one, &other)
            #expect(one.record.frontierHash() == other.record.frontierHash() && one.all == other.all, "seed \(seed)")
            #expect(lines <= logs.count, "seed \(seed)")
            #expect(try Holder.reconcile(&one, &other) == 0, "seed \(seed)")
        }
    }

    @Test("A new entry changes one bucket's hash, and taking it away again would bring the old one back")
    func buckets() throws {
        var holder = Holder(founding.id)
        try holder.take([founding])
        let before = (holder.record.frontierHash(), holder.record.bucketPrefixes())
        try holder.take(try asha.entries(1, in: founding.id, after: founding))
        let after = (holder.record.frontierHash(), holder.record.bucketPrefixes())
        #expect(before.0 != after.0)
        #expect(zip(before.1, after.1).filter { $0 != $1 }.count == 1)
        #expect(after.1.allSatisfy { $0.count == Frontier.bucketHashBytes })
    }
}
