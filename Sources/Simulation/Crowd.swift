import Gatherings
import Peering

/// A cold start: everybody switches on at the same moment; then a quiet time in which traffic is counted.
package struct Crowd: Hashable, Sendable {
    /// How many people.
    package let attendees: Int
    /// Virtual milliseconds until everybody saw everybody; nil if that did not happen within the time given.
    package let allSeeAllMS: Int64?
    /// Virtual milliseconds until somebody saw everybody for the first time, of each who did, in order.
    package private(set) var seesAllMS: [Int64] = []
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
    /// How they started, and what is wrong with the room.
    package let circumstances: Circumstances
    /// The airtime that multicast took.
    package let airtime: Airtime
    /// When the last started, in whole seconds.
    let startedS: Int
    /// Datagrams of multicast that still wait for the medium in the end.
    let queuedAtEnd: Int
    /// When it ended, in whole virtual seconds.
    let endS: Int
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
        gathers: Bool = false, invites: Bool = false, oneAddress: Bool = false,
        circumstances: Circumstances = Circumstances(), journal: ((String) -> Void)? = nil
    ) {
        var settings = SimulationSettings(
            attendees: attendees, multicast: !oneAddress, signatures: gathers ? .entries : .cheap)
        settings.outsider = invites ? attendees - 1 : nil
        settings.multicastModel = oneAddress ? nil : circumstances.model
        settings.bug = circumstances.bug
        var venue = SimulatedVenue(settings: settings, seed: seed)
        venue.journal = journal.map(Journal.init)
        let lastStart = venue.start(circumstances, oneAddress: oneAddress)
        var (allSeeAll, blind): (Int64?, Set<Int>) = (nil, Set(0..<attendees))
        while allSeeAll == nil, venue.now < lastStart.advanced(byMS: withinMS) {
            venue.run(until: venue.now.advanced(byMS: Self.lookMS))
            let sinceMS = venue.now.milliseconds(since: lastStart)
            let seers = venue.seers
            seesAllMS += [Int64](repeating: sinceMS, count: blind.intersection(seers).count)
            blind.subtract(seers)
            if seers.count == attendees { allSeeAll = sinceMS }
        }
        allSeeAllMS = allSeeAll
        startedS = Int(lastStart.microseconds / 1_000_000)
        self.circumstances = circumstances
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
        if settings.multicastModel != nil {
            venue.run(until: lastStart.advanced(byMS: Int64(Self.coldS) * 1000 + circumstances.laterMS))
        }
        events = venue.eventCount
        trace = venue.trace.value
        airtime = venue.multicast.airtime
        queuedAtEnd = venue.multicast.queued
        endS = Int(venue.now.microseconds / 1_000_000)
    }

    /// What a crowd must hold and this one does not, as sentences: everybody sees everybody soon, a node's traffic
    /// stays under ``bytesPerSecondBound``, nobody carries more links than others, nobody is lost, and nodes leave the
    /// air to others.
    package var complaints: [String] {
        var complaints = Array(unseen.prefix(4))
        if (allSeeAllMS ?? .max) > seenMS {
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
        return complaints + airtimeComplaints
    }

    /// How soon after a cold start everybody must see everybody, in milliseconds.
    package static let seenMS: Int64 = 3_000
    /// What presence may cost a node in a quiet time, sent and received together, in bytes a second.
    package static let bytesPerSecondBound = 8_000.0
    /// A room in which somebody founds a gathering has come together before: links are few by then.
    static let settledMS: Int64 = 10_000
    /// Those who start at once have all started after this: sixty daemons on one machine differ by as much, in
    /// milliseconds.
    static let startMS: Int64 = 200
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
    /// Switches all laptops on, some at once and the others one by one at random moments. Tells when the last is.
    fileprivate mutating func start(_ circumstances: Crowd.Circumstances, oneAddress: Bool) -> Instant {
        let (last, together) = (circumstances.overMS, circumstances.together ?? hosts.count)
        let atOnceMS = circumstances.packets ? Crowd.startMS : 0
        let moments = hosts.indices.map { index in
            let withinMS = index < together ? atOnceMS : max(last, atOnceMS)
            return withinMS == 0 ? 0 : dice.milliseconds(upTo: withinMS)
        }
        for index in hosts.indices.sorted(by: { (moments[$0], $0) < (moments[$1], $1) }) {
            run(until: Instant(microseconds: moments[index] * 1000))
            start(index)
            if oneAddress, index > 0 { type(index, addressOf: 0) }
        }
        return now
    }

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

    /// Who, of those who run, has everybody else who does here or quiet.
    fileprivate var seers: Set<Int> {
        let others = hosts.count { $0.isRunning } - 1
        return Set(hosts.indices.filter { hosts[$0].node.map { $0.presentCount >= others } ?? true })
    }
}
