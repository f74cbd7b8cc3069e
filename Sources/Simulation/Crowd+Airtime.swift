extension Crowd {
    /// How a crowd starts, and what is wrong with its room.
    package struct Circumstances: Hashable, Sendable {
        /// Whether multicast DNS is simulated packet by packet, and fills the air; else it takes as long as it was
        /// measured to take in a room of forty.
        package var packets: Bool
        /// How many start at once; the others come one by one. nil: all.
        package var together: Int?
        /// Within how many milliseconds those others come.
        package var overMS: Int64 = 0
        /// Of a thousand datagrams of multicast, how many each laptop misses.
        package var lossPerMille = 0
        /// For how many milliseconds after a cold start the airtime is looked at.
        package var laterMS: Int64 = 0
        /// What is done wrongly on purpose.
        package var bug: PlantedBug?

        /// All start at once, and nothing is wrong.
        package init(packets: Bool = false) { self.packets = packets }

        var model: SimulationSettings.MulticastModel? {
            packets ? .init(lossPerMille: lossPerMille) : nil
        }
    }

    /// Milliseconds of airtime that were asked for in a cold start, which is over ``coldS`` seconds after the last has
    /// started.
    package func coldMS(_ kinds: [Airtime.Kind]) -> Int64 { airtime.wanted(kinds, seconds: 0..<coldUntilS) / 1000 }

    /// The most that were asked for in one second after that; 0 if nothing came after it.
    package func laterMS(_ kinds: [Airtime.Kind]) -> Int64 {
        (coldUntilS..<max(coldUntilS, endS)).map { airtime.wanted(kinds, seconds: $0..<($0 + 1)) / 1000 }.max() ?? 0
    }

    private var coldUntilS: Int { startedS + Self.coldS }

    /// What daemons decide about must stay within bounds; what Avahi sends to register is not theirs.
    var airtimeComplaints: [String] {
        var complaints: [String] = []
        let (cold, later) = (coldMS(Airtime.resolving), laterMS(Airtime.resolving))
        if cold > Self.resolvingMSPerAttendee * Int64(attendees) {
            complaints.append("resolving took \(cold) ms of airtime in the first \(Self.coldS) s")
        }
        if later > Self.resolvingMSPerSecond {
            complaints.append("resolving took \(later) ms of airtime in one later second")
        }
        let browsing = coldMS(Airtime.browsing)
        if browsing > browsingMaxMS {
            complaints.append("browsing took \(browsing) ms of airtime in the first \(Self.coldS) s")
        }
        let all = laterMS(Airtime.Kind.allCases)
        if all > Self.airtimeMSPerSecond { complaints.append("multicast asked for \(all) ms in one later second") }
        if endS > coldUntilS, queuedAtEnd > Self.queuedMax {
            complaints.append("\(queuedAtEnd) datagrams wait for the air in the end")
        }
        return complaints
    }

    /// What it took, as lines for whoever looks; none where there is no multicast.
    package var airtimeLines: [String] {
        guard airtime.heard > 0 else { return [] }
        let purposes: [(String, [Airtime.Kind])] = [
            ("registering", Airtime.registering), ("browsing", Airtime.browsing), ("resolving", Airtime.resolving),
        ]
        let kinds = Airtime.Kind.allCases.map { "\(airtime.messages($0)) \($0)" }.joined(separator: ", ")
        var lines = [
            "airtime wanted in the first \(Self.coldS) s: "
                + purposes.map { "\(coldMS($0.1)) ms for \($0.0)" }.joined(separator: ", ")
                + "; the air was taken for \(airtime.taken(seconds: 0..<coldUntilS) / 1000) ms of \(coldUntilS) s",
            "each laptop heard \(airtime.heard) datagrams (\(kinds)); the access point dropped \(airtime.dropped)",
        ]
        if endS > coldUntilS {
            let worst = purposes.map { "\(laterMS($0.1)) ms for \($0.0)" }.joined(separator: ", ")
            let share = airtime.taken(seconds: coldUntilS..<endS) / Int64(10_000 * max(1, endS - coldUntilS))
            lines.append("later: in the worst second \(worst); \(share) % of the air taken, \(queuedAtEnd) queued")
        }
        return lines
    }

    /// How soon after the last of a cold start everybody must see everybody, in milliseconds: at once if multicast has
    /// all the air it wants; else an access point drops much of what comes at once, and what is announced three times
    /// is announced for the last time after four seconds.
    package var seenMS: Int64 { circumstances.packets ? Self.seenOnAirMS : Self.seenMS }
    /// See ``seenMS-swift.property``.
    package static let seenOnAirMS: Int64 = 10_000
    /// A cold start is over after so many seconds.
    package static let coldS = 30
    /// The airtime of a cold start that resolving may take, for each attendee: 2 s for two hundred.
    package static let resolvingMSPerAttendee: Int64 = 10
    /// The airtime of a cold start that browsing may take, in milliseconds: some for each attendee, but at least what
    /// few people take whose browses stay open; and whoever comes later asks once, with the names of all who are known,
    /// over both families.
    private var browsingMaxMS: Int64 {
        let late = attendees - (circumstances.together ?? attendees)
        let namesMS = 2 * Medium.byte * Int64(DNSMessage.knownBytes * attendees * late) / 1000
        return max(Self.browsingMinMS, Self.browsingMSPerAttendee * Int64(attendees)) + namesMS
    }
    /// See ``browsingMaxMS``: 2 s for two hundred.
    package static let browsingMSPerAttendee: Int64 = 10
    /// See ``browsingMaxMS``: a thirtieth of the air.
    package static let browsingMinMS: Int64 = 1_000
    /// The airtime that resolving may take in each second after that.
    package static let resolvingMSPerSecond: Int64 = 100
    /// The airtime that all multicast may take in each second after that.
    package static let airtimeMSPerSecond: Int64 = 500
    /// Datagrams that may wait for the air in the end: one laptop's answers over both families.
    static let queuedMax = 4
}

extension Airtime {
    /// What Avahi sends for each registration.
    package static let registering: [Kind] = [.probes, .announcements]
    /// What Avahi sends while somebody browses, and what others answer.
    package static let browsing: [Kind] = [.browsing, .browseAnswers]
    /// What nodes decide about.
    package static let resolving: [Kind] = [.questions, .answers]
}
