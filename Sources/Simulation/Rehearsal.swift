/// Everything that must hold in virtual venues, run at once: what CI does.
package struct Rehearsal: Sendable {
    /// What is to be told of it, line by line; the last is a summary.
    package private(set) var lines: [String] = []
    /// How much did not hold.
    package private(set) var failed = 0
    private var traces = Digest()

    /// Runs so many small venues and meetings with cheap signatures, so many of both with real ones, so many gatherings
    /// where people write, mistakes that are to be found, attacks from the middle, and crowds of these sizes.
    package init(seeds: UInt64, meetings: UInt64, writings: UInt64, real: UInt64, crowds sizes: [Int]) async {
        async let crowds = Campaign.crowds(of: sizes, seed: 1)
        async let onAir = Campaign.coldStarts(of: sizes, seed: 1)
        let venues = await Campaign.small(seeds: 1..<(seeds + 1), signatures: .cheap)
        take(venues, "seed")
        take(await Campaign.small(seeds: 1..<(real + 1), signatures: .real), "signed seed")
        let exchanges = await Campaign.meetings(seeds: 1..<(meetings + 1), signatures: .cheap)
        take(exchanges, "meeting")
        take(await Campaign.meetings(seeds: 1..<(real + 1), signatures: .real), "signed meeting")
        lines.append("\(exchanges.reduce(0) { $0 + $1.receipts }) receipts of exchanged cards")
        let gatherings = await Campaign.writings(seeds: 1..<(writings + 1))
        take(gatherings, "writing")
        lines.append("\(gatherings.reduce(0) { $0 + $1.entries }) entries saved in \(writings) gatherings")
        for bug in PlantedBug.ofGatherings { await lookFor(bug) }
        take(MiddleMan(runs: Self.attacks, codes: 256, seed: 1), codes: 256)
        for weakness in MiddleMan.Weakness.allCases { mustWin(by: weakness) }
        for crowd in await crowds { take(crowd) }
        for crowd in await onAir { take(crowd) }
        for bug in PlantedBug.ofCrowds { lookForInCrowd(bug) }
        let crowdCount = sizes.count + Campaign.coldStartCount(of: sizes)
        lines.append(
            "\(seeds + real) small venues, \(meetings + real) meetings, \(writings) gatherings, "
                + "\(Self.attacks) attacks from the middle, \(crowdCount) crowds: \(failed) failed, "
                + "traces \(String(traces.value, radix: 16))")
    }

    private mutating func take(_ verdicts: [Verdict], _ kind: String) {
        for verdict in verdicts {
            traces.add(verdict.trace)
            guard !verdict.complaints.isEmpty else { continue }
            failed += 1
            lines.append("\(kind) \(verdict.seed): \(verdict.complaints.prefix(4).joined(separator: "; "))")
        }
    }

    /// A mistake that is made on purpose must be found among the first gatherings.
    private mutating func lookFor(_ bug: PlantedBug) async {
        guard let found = await Campaign.firstComplaint(of: bug, among: Self.bugSeeds) else {
            failed += 1
            return lines.append("planted mistake \(bug.rawValue): not found in \(Self.bugSeeds.count) gatherings")
        }
        lines.append("planted mistake \(bug.rawValue): found in gathering \(found.seed): \(found.complaint)")
    }

    /// A room that drowns in questions must be found.
    private mutating func lookForInCrowd(_ bug: PlantedBug) {
        var circumstances = Crowd.Circumstances(packets: true)
        circumstances.bug = bug
        let crowd = Crowd(attendees: Self.askers, seed: 1, quietMS: 0, circumstances: circumstances)
        let complaint = crowd.airtimeComplaints.first
        if complaint == nil { failed += 1 }
        let what = complaint.map { "found in a crowd: \($0)" } ?? "not found in a crowd"
        lines.append("planted mistake \(bug.rawValue): \(what)")
    }

    private static let askers = 100

    /// The gatherings in which every planted mistake must be found.
    private static let bugSeeds: Range<UInt64> = 1..<61

    private static let attacks = 10_000

    private mutating func take(_ man: MiddleMan, codes: UInt64) {
        lines.append(man.sentence(codes: codes))
        if !man.isNoLuckierThanGuessing(codes: codes) { failed += 1 }
    }

    /// Where a rule of the exchange is left out, somebody in the middle must be seen to win.
    private mutating func mustWin(by weakness: MiddleMan.Weakness) {
        let man = MiddleMan(runs: Self.attacks / 10, codes: 256, weakness: weakness, seed: 1)
        if man.isNoLuckierThanGuessing(codes: 256) { failed += 1 }
        lines.append("weakness \(weakness.rawValue): \(man.sentence(codes: 256))")
    }

    private mutating func take(_ crowd: Crowd) {
        traces.add(crowd.trace)
        let seen = crowd.allSeeAllMS.map { "\($0)" } ?? "too many"
        var said = "\(crowd.attendees) attendees: all see all after \(seen) virtual ms"
        if crowd.isQuiet {
            said += ", \(Int(crowd.bytesPerSecondMean)) bytes/s on average, \(Int(crowd.bytesPerSecondMax)) at most"
        }
        if crowd.gathers {
            said += ", take part after \(crowd.allJoinedMS ?? -1) ms, hold all after \(crowd.allHoldMS ?? -1) ms"
        }
        lines += [said] + crowd.airtimeLines
        lines += crowd.complaints
        failed += crowd.complaints.isEmpty ? 0 : 1
    }
}
