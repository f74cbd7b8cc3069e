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
    /// Virtual milliseconds from the founding of the gathering until all take part, each of whom types it within
    /// ``typingMS``, and until all hold all; nil if that did not happen, or there is none.
    package let allJoinedMS: Int64?
    /// The same until all hold all.
    package let allHoldMS: Int64?
    /// Whether there is a gathering.
    package let gathers: Bool
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
    /// - Parameters:
    ///   - gathers: whether somebody founds a gathering once the room has settled, and all others join it: when they
    ///     have their links, and nobody takes part.
    ///   - invites: whether that is by invitation; the last then has none.
    ///   - oneAddress: whether there is no multicast, and all type the address of the first.
    package init(
        attendees: Int, seed: UInt64, quietMS: Int64, withinMS: Int64 = 30_000, settleMS: Int64 = settleMS,
        gathers: Bool = false, invites: Bool = false, oneAddress: Bool = false
    ) {
        var settings = SimulationSettings(
            attendees: attendees, multicast: !oneAddress, signatures: gathers ? .entries : .cheap)
        settings.outsider = invites ? attendees - 1 : nil
        var venue = SimulatedVenue(settings: settings, seed: seed)
        for index in 0..<attendees {
            venue.start(index)
            if oneAddress, index > 0 { venue.type(index, addressOf: 0) }
        }
        var allSeeAll: Int64?
        while allSeeAll == nil, venue.now < Instant(microseconds: withinMS * 1000) {
            venue.run(until: venue.now.advanced(byMS: Self.lookMS))
            if venue.allSeeAll { allSeeAll = venue.now.microseconds / 1000 }
        }
        allSeeAllMS = allSeeAll
        self.gathers = gathers
        if gathers { venue.run(until: venue.now.advanced(byMS: Self.settledMS)) }
        (allJoinedMS, allHoldMS) = gathers ? venue.gather() : (nil, nil)
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
        if gathers, (allJoinedMS ?? .max) > Self.typingMS + Self.joinedMS {
            complaints.append("all take part only after \(allJoinedMS.map { "\($0) ms" } ?? "too long")")
        }
        if gathers, (allHoldMS ?? .max) > Self.typingMS + Self.heldMS {
            complaints.append("all hold all only after \(allHoldMS.map { "\($0) ms" } ?? "too long")")
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
    /// A room in which somebody founds a gathering has come together before: links are few by then.
    static let settledMS: Int64 = 10_000
    /// People type the name of a gathering at a random moment up to this after it is offered to them, in milliseconds.
    package static let typingMS: Int64 = 3_000
    /// How soon after the last typed it all must take part, in milliseconds.
    package static let joinedMS: Int64 = 3_000
    /// How soon after the last typed it all must hold all, in milliseconds.
    package static let heldMS: Int64 = 10_000
    /// How often the room is looked over, in milliseconds: the resolution of ``allSeeAllMS``.
    package static let lookMS: Int64 = 50
    /// More than a beat of the largest venue, after which the trees have formed.
    package static let settleMS: Int64 = 120_000
}

extension SimulatedVenue {
    /// The first founds a gathering, and all others join it as soon as they have typed it; one in ten writes something.
    /// Tells after how long all took part, and after how long all held all.
    fileprivate mutating func gather() -> (joinedMS: Int64?, heldMS: Int64?) {
        spread = SpreadLog()
        found(0)
        let founded = now
        if settings.outsider != nil {
            for index in invited.dropFirst() {
                run(until: now.advanced(byMS: Crowd.typingMS / Int64(hosts.count)))
                useCode(index)
            }
        }
        let joined = look(since: founded) { venue in
            venue.invited.allSatisfy { venue.hosts[$0].node?.gatherings.contains { $0 == venue.gathering } ?? false }
        }
        for index in invited where index.isMultiple(of: Self.writesEvery) { write(index) }
        return (joined, look(since: founded) { $0.apart().isEmpty })
    }

    /// When something is true, looked for until it must be.
    private mutating func look(since start: Instant, _ isTrue: (SimulatedVenue) -> Bool) -> Int64? {
        while now < start.advanced(byMS: 2 * (Crowd.typingMS + Crowd.heldMS)) {
            if isTrue(self) { return now.milliseconds(since: start) }
            run(until: now.advanced(byMS: Crowd.lookMS))
        }
        return nil
    }

    private static let writesEvery = 10

    /// Who is to take part.
    private var invited: [Int] { hosts.indices.filter { $0 != settings.outsider } }

    /// Who does not hold what was written in the gathering, as sentences.
    fileprivate func apart() -> [String] {
        let logs = invited.count { $0.isMultiple(of: Self.writesEvery) }
        return invited.compactMap { index in
            gathering.flatMap { hosts[index].node?.record(of: $0)?.logCount } == logs ? nil : "\(index) lacks entries"
        }
    }

    /// Whether everybody who runs has everybody else here or quiet.
    package var allSeeAll: Bool {
        let running = hosts.indices.count { hosts[$0].isRunning }
        return hosts.indices.allSatisfy { index in hosts[index].node.map { $0.presentCount >= running - 1 } ?? true }
    }
}
