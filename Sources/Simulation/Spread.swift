import Gatherings
import Keys
import Peering
import Wire

/// How new entries spread among many who take part in one gathering: reliability, redundancy, hops, latency, bytes.
///
/// Everybody has links with a few others at random, as a large venue's overlay has, and nobody beats, so that all that
/// is counted is about entries.
package struct Spread: Hashable, Sendable {
    /// How many people.
    package let attendees: Int
    /// Links of one.
    package let degree: Double
    /// Of all entries at all attendees, which share had arrived half a second after the last was written. Comparisons
    /// go on meanwhile: ``latencyMS`` tells whether one was needed.
    package let reliability: Double
    /// Of all pushes, which share was not needed: messages with an entry beyond the one that each attendee needs.
    package let redundancy: Double
    /// The longest way of an entry, in links.
    package let hopsMax: Int
    /// From the writer's disk to somebody, in milliseconds: median, 99th percentile and longest.
    package let latencyMS: (median: Double, p99: Double, max: Double)
    /// Frames of one attendee for each entry, sent and received, in bytes: mean and largest.
    package let bytesPerEntry: (mean: Double, max: Double)
    /// After three of ten were switched off at once: which share of the entries written then arrived by itself, and
    /// after how many milliseconds all were everywhere; nil if nobody was switched off. Those whose links all led to
    /// the lost are left out: they would dial others, and here nobody knows of anybody.
    package let afterCrash: (reliability: Double, allAfterMS: Int64?, leftOut: Int)?
    /// Entries of the measured part.
    package let entries: Int

    /// - Parameters:
    ///   - attendees: at least 2.
    ///   - entries: how many are measured, by many writers; half as many come before, so that the trees have formed.
    ///   - crash: switch off three of ten at once in the end, and measure what happens then.
    package init(attendees: Int, entries: Int = 200, degree: Int = 6, crash: Bool = false, seed: UInt64 = 1) {
        var room = SpreadRoom(attendees: attendees, degree: min(degree, attendees - 1), seed: seed)
        room.write(max(50, entries / 2), everyMS: 40)
        room.begin()
        room.write(entries, everyMS: 40)
        let measured = room.measured
        self.attendees = attendees
        self.entries = entries
        self.degree = room.degree
        reliability = measured.reliability(of: attendees)
        redundancy = Double(measured.pushes) / Double(max(1, measured.arrivals)) - 1
        hopsMax = measured.hopsMax
        latencyMS = measured.latencyMS
        let bytes = room.bytes
        bytesPerEntry = (
            Double(bytes.reduce(0, +)) / Double(attendees) / Double(entries), Double(bytes.max() ?? 0) / Double(entries)
        )
        afterCrash = crash ? room.crash(tenths: 3) : nil
    }

    /// The same figures.
    package static func == (left: Spread, right: Spread) -> Bool {
        (left.attendees, left.reliability, left.redundancy, left.hopsMax)
            == (right.attendees, right.reliability, right.redundancy, right.hopsMax)
            && left.latencyMS == right.latencyMS && left.bytesPerEntry == right.bytesPerEntry
    }

    /// Mixes the figures.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(attendees)
        hasher.combine(redundancy)
    }
}

/// A room in which entries spread over a random overlay.
private struct SpreadRoom {
    var venue: SimulatedVenue
    let gathering: EntryID
    private var start = 0
    private var dice: Dice

    init(attendees: Int, degree: Int, seed: UInt64) {
        dice = Dice(seed: seed ^ 0x51DE)
        venue = SimulatedVenue(
            settings: SimulationSettings(attendees: attendees, multicast: false, signatures: .entries), seed: seed)
        venue.settings.sharesUnseen = true
        venue.spread = SpreadLog()
        for index in 0..<attendees {
            venue.hosts[index].visible = false
            venue.start(index)
        }
        venue.run(until: Instant(microseconds: 1_000))
        venue.found(0)
        venue.run(until: venue.now.advanced(byMS: 100))
        gathering = venue.gathering ?? EntryID(venue.hosts[0].signer.publicKey.compact)
        for index in 1..<attendees { venue.takePart(index) }
        // Rings at random, so that all are connected and everybody has as many links as a large venue leaves them.
        var linked = Set<[Int]>()
        for _ in 0..<max(1, degree / 2) {
            let ring = (0..<attendees).shuffled(using: &dice)
            for place in ring.indices where ring.count > 2 || place == 0 {
                linked.insert([ring[place], ring[(place + 1) % ring.count]].sorted())
            }
        }
        for pair in linked.sorted(by: { $0.lexicographicallyPrecedes($1) }) { venue.connect(pair[0], with: pair[1]) }
        venue.run(until: venue.now.advanced(byMS: 2_000))
    }

    var degree: Double {
        Double(venue.hosts.reduce(0) { $0 + $1.links.count }) / Double(venue.hosts.count)
    }

    var bytes: [Int] { venue.hosts.map(\.bytes) }

    /// From here on bytes and entries are counted.
    mutating func begin() {
        venue.run(until: venue.now.advanced(byMS: 2_000))
        venue.settings.countsBytes = true
        venue.spread = SpreadLog()
    }

    /// Somebody writes now and then.
    mutating func write(_ count: Int, everyMS: Int64) {
        let running = venue.hosts.indices.filter { venue.hosts[$0].isRunning }
        for _ in 0..<count {
            venue.write(running[dice.below(running.count)])
            venue.run(until: venue.now.advanced(byMS: 1 + dice.milliseconds(upTo: 2 * everyMS)))
        }
        venue.run(until: venue.now.advanced(byMS: 500))
    }

    var measured: SpreadLog { venue.spread ?? SpreadLog() }

    /// Switches off so many tenths of all at once, and lets the others write.
    mutating func crash(tenths: Int) -> (reliability: Double, allAfterMS: Int64?, leftOut: Int) {
        let count = venue.hosts.count
        var gone = Set<Int>()
        while gone.count < count * tenths / 10 { gone.insert(dice.below(count)) }
        let lost = gone.count
        gone = Set(venue.hosts.indices).subtracting(connected(without: gone))
        for index in gone.sorted() { venue.crash(index, powerless: true) }
        venue.spread = SpreadLog()
        let begun = venue.now
        write(20, everyMS: 10)
        let reliability = measured.reliability(of: count - gone.count)
        while venue.now < begun.advanced(byMS: 30_000) {
            if measured.reliability(of: count - gone.count) == 1 {
                return (reliability, venue.now.milliseconds(since: begun), gone.count - lost)
            }
            venue.run(until: venue.now.advanced(byMS: 100))
        }
        return (reliability, nil, gone.count - lost)
    }

    /// The most who still reach each other over links.
    private func connected(without gone: Set<Int>) -> Set<Int> {
        var largest = Set<Int>()
        var unseen = Set(venue.hosts.indices).subtracting(gone)
        while unseen.count > largest.count, let first = unseen.min() {
            var (part, edge) = (Set([first]), [first])
            while let index = edge.popLast() {
                for (link, side) in venue.hosts[index].links.values {
                    let other = link[side.other].host
                    if !gone.contains(other), part.insert(other).inserted { edge.append(other) }
                }
            }
            unseen.subtract(part)
            if part.count > largest.count { largest = part }
        }
        return largest
    }
}

/// When and over how many links entries came to whom.
struct SpreadLog: Sendable {
    /// When an entry was on its writer's disk.
    private var written: [EntryID: Instant] = [:]
    /// Over how many links an entry came to somebody.
    private var hops: [EntryID: [Int: Int]] = [:]
    private var latencies: [Int64] = []
    private(set) var pushes = 0
    private(set) var hopsMax = 0

    var arrivals: Int { latencies.count }

    mutating func wrote(_ entry: EntryID, by host: Int, at now: Instant) {
        written[entry] = now
        hops[entry, default: [:]][host] = 0
    }

    /// A message with this entry came from somebody.
    mutating func pushed(_ entry: EntryID, from sender: Int, to receiver: Int) {
        guard written[entry] != nil else { return }
        pushes += 1
        guard hops[entry]?[receiver] == nil, let way = hops[entry]?[sender] else { return }
        hops[entry]?[receiver] = way + 1
        hopsMax = max(hopsMax, way + 1)
    }

    mutating func arrived(_ entry: EntryID, at now: Instant) {
        if let start = written[entry] { latencies.append(now.microseconds - start.microseconds) }
    }

    func reliability(of attendees: Int) -> Double {
        written.isEmpty ? 1 : Double(latencies.count) / Double(written.count * (attendees - 1))
    }

    var latencyMS: (median: Double, p99: Double, max: Double) {
        let sorted = latencies.sorted()
        guard !sorted.isEmpty else { return (0, 0, 0) }
        func at(_ share: Double) -> Double {
            Double(sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]) / 1_000
        }
        return (at(0.5), at(0.99), at(1))
    }
}
