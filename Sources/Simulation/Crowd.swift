import Gatherings
import Peering

/// A cold start: everybody switches on at the same moment; then a quiet time in which traffic is counted.
package struct Crowd: Hashable, Sendable {
    /// How many people.
    package let attendees: Int
    /// Virtual milliseconds until everybody saw everybody; nil if that did not happen within the time given.
    package let allSeeAllMS: Int64?
    /// Bytes a second of one node in the quiet time, sent and received together: mean.
    package let bytesPerSecondMean: Double
    /// The same of the node with the most.
    package let bytesPerSecondMax: Double
    /// Links of one node at the end: mean.
    package let linksMean: Double
    /// Links of the nodes with the fewest and the most.
    package let linksRange: ClosedRange<Int>
    /// The interval of heartbeats at the end, in milliseconds.
    package let beatMS: Int64
    /// Who was not here at somebody in the end, as sentences.
    package let unseen: [String]
    /// Whether there was a quiet time.
    package let isQuiet: Bool
    /// Events that nodes handled.
    package let events: Int
    /// Names all that happened.
    package let trace: UInt64

    /// The interval of heartbeats when everybody of so many sees everybody else, in milliseconds.
    package static func beatMS(of attendees: Int) -> Int64 {
        max(PeeringLimits.beatMS, Int64(attendees - 1) * PeeringLimits.beatMSPerAttendee)
    }

    /// Runs a crowd. The quiet time of `quietMS` comes after `settleMS`; 0 skips both.
    ///
    /// - Parameter gathers: whether all take part in one gathering before that, and say so.
    package init(
        attendees: Int, seed: UInt64, quietMS: Int64, withinMS: Int64 = 30_000, settleMS: Int64 = settleMS,
        gathers: Bool = false
    ) {
        var venue = SimulatedVenue(
            settings: SimulationSettings(attendees: attendees, signatures: gathers ? .entries : .cheap), seed: seed)
        for index in 0..<attendees { venue.start(index) }
        var allSeeAll: Int64?
        while allSeeAll == nil, venue.now < Instant(microseconds: withinMS * 1000) {
            venue.run(until: venue.now.advanced(byMS: Self.lookMS))
            if venue.allSeeAll { allSeeAll = venue.now.microseconds / 1000 }
        }
        allSeeAllMS = allSeeAll
        if gathers {
            venue.spread = SpreadLog()
            venue.gather()
        }
        if quietMS > 0 {
            venue.run(until: venue.now.advanced(byMS: settleMS))
            venue.settings.countsBytes = true
            venue.run(until: venue.now.advanced(byMS: quietMS))
        }
        let bytes = venue.hosts.map(\.bytes)
        let seconds = Double(max(1, quietMS)) / 1000
        bytesPerSecondMean = Double(bytes.reduce(0, +)) / Double(max(1, attendees)) / seconds
        bytesPerSecondMax = Double(bytes.max() ?? 0) / seconds
        let links = venue.hosts.map { $0.node?.linkCount ?? 0 }
        linksMean = Double(links.reduce(0, +)) / Double(max(1, links.count))
        linksRange = (links.min() ?? 0)...(links.max() ?? 0)
        beatMS = venue.hosts.first?.node?.beatIntervalMS ?? 0
        unseen = venue.unseen() + (gathers ? venue.apart() : [])
        self.attendees = attendees
        isQuiet = quietMS > 0
        events = venue.eventCount
        trace = venue.trace.value
    }

    /// What a crowd must hold and this one does not, as sentences: everybody sees everybody within ``seenMS``, a
    /// node's traffic stays under ``bytesPerSecondBound``, nobody carries more links than others, and nobody is lost.
    package var complaints: [String] {
        var complaints = Array(unseen.prefix(4))
        if (allSeeAllMS ?? .max) > Self.seenMS {
            complaints.append("all see all only after \(allSeeAllMS.map { "\($0) ms" } ?? "too long")")
        }
        if bytesPerSecondMax >= Self.bytesPerSecondBound {
            complaints.append("somebody's traffic is \(bytesPerSecondMax) bytes/s")
        }
        if isQuiet, attendees > PeeringLimits.meshMax + 1, linksRange.upperBound > PeeringLimits.linksKept {
            complaints.append("somebody carries \(linksRange.upperBound) links")
        }
        return complaints
    }

    /// How soon after a cold start everybody must see everybody, in milliseconds.
    package static let seenMS: Int64 = 3_000
    /// What presence may cost a node in a quiet time, sent and received together, in bytes a second.
    package static let bytesPerSecondBound = 8_000.0
    /// How often the room is looked over, in milliseconds: the resolution of ``allSeeAllMS``.
    package static let lookMS: Int64 = 50
    /// More than a beat of the largest venue, after which the trees have formed.
    package static let settleMS: Int64 = 120_000
}

extension SimulatedVenue {
    /// The first founds a gathering, all others join it, fifty a second, and one in ten writes something.
    fileprivate mutating func gather() {
        found(0)
        for index in hosts.indices.dropFirst() {
            run(until: now.advanced(byMS: 20))
            takePart(index)
            if index.isMultiple(of: Self.writesEvery) { write(index) }
        }
    }

    private static let writesEvery = 10

    /// Who does not hold what was written in the gathering, as sentences.
    fileprivate func apart() -> [String] {
        let logs = (hosts.count + Self.writesEvery - 1) / Self.writesEvery
        return hosts.indices.compactMap { index in
            gathering.flatMap { hosts[index].node?.record(of: $0)?.logCount } == logs ? nil : "\(index) lacks entries"
        }
    }

    /// Whether everybody who runs has everybody else here or quiet.
    package var allSeeAll: Bool {
        let running = hosts.indices.count { hosts[$0].isRunning }
        return hosts.indices.allSatisfy { index in hosts[index].node.map { $0.presentCount >= running - 1 } ?? true }
    }
}
