import Peering

/// A cold start: everybody switches on at the same moment; then a quiet time in which traffic is counted.
package struct Crowd: Hashable, Sendable {
    /// How many people.
    package let attendees: Int
    /// Virtual milliseconds until everybody saw everybody; nil if that did not happen within the time given.
    package let allSeeAllMS: Int64?
    /// Bytes a second of one node in the quiet time, sent and received together: mean and largest.
    package let bytesPerSecond: (mean: Double, max: Double)
    /// Links of one node at the end: mean and largest.
    package let links: (mean: Double, max: Int)
    /// The interval of heartbeats at the end, in milliseconds.
    package let beatMS: Int64
    /// Events that nodes handled.
    package let events: Int

    /// Runs a crowd. The quiet time is `quietMS` long after a minute of settling; 0 skips it.
    package init(attendees: Int, seed: UInt64, quietMS: Int64, withinMS: Int64 = 30_000) {
        let settings = SimulationSettings(attendees: attendees)
        var venue = SimulatedVenue(settings: settings, seed: seed)
        for index in 0..<attendees { venue.start(index) }
        var allSeeAll: Int64?
        while allSeeAll == nil, venue.now < Instant(microseconds: withinMS * 1000) {
            venue.run(until: venue.now.advanced(byMS: Self.lookMS))
            if venue.allSeeAll { allSeeAll = venue.now.microseconds / 1000 }
        }
        allSeeAllMS = allSeeAll
        var rates: [Double] = [0]
        if quietMS > 0 {
            venue.run(until: venue.now.advanced(byMS: Self.settleMS))
            let before = venue.hosts.map { $0.bytesSent + $0.bytesReceived }
            venue.settings.countsBytes = true
            venue.run(until: venue.now.advanced(byMS: quietMS))
            rates = venue.hosts.indices.map { index in
                let host = venue.hosts[index]
                return Double(host.bytesSent + host.bytesReceived - before[index]) * 1000 / Double(quietMS)
            }
        }
        bytesPerSecond = (rates.reduce(0, +) / Double(rates.count), rates.max() ?? 0)
        let links = venue.hosts.map { $0.node?.linkCount ?? 0 }
        self.links = (Double(links.reduce(0, +)) / Double(max(1, links.count)), links.max() ?? 0)
        beatMS = venue.hosts.first?.node?.beatIntervalMS ?? 0
        self.attendees = attendees
        events = venue.eventCount
    }

    /// How often the room is looked over, in milliseconds: the resolution of ``allSeeAllMS``.
    package static let lookMS: Int64 = 50
    /// Two beats of the largest venue, after which the trees have formed.
    package static let settleMS: Int64 = 120_000

    /// Equal figures.
    package static func == (left: Crowd, right: Crowd) -> Bool {
        left.attendees == right.attendees && left.allSeeAllMS == right.allSeeAllMS && left.events == right.events
    }

    /// By the same.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(attendees)
        hasher.combine(events)
    }
}

extension SimulatedVenue {
    /// Whether everybody who runs has everybody else here.
    package var allSeeAll: Bool {
        let running = hosts.count { $0.isRunning }
        return hosts.allSatisfy { host in
            guard let node = host.node else { return true }
            return node.presentCount >= running - 1
        }
    }
}
