/// Many runs, spread over the cores of this machine; what comes out does not depend on how many there are.
package enum Campaign {
    /// Small venues, one for each seed, in the order of the seeds.
    package static func small(seeds: Range<UInt64>, signatures: Signatures) async -> [Verdict] {
        await verdicts(seeds) { .small(seed: $0, signatures: signatures) }
    }

    /// Meetings where cards are exchanged, one for each seed, in the order of the seeds.
    package static func meetings(seeds: Range<UInt64>, signatures: Signatures) async -> [Verdict] {
        await verdicts(seeds) { .meeting(seed: $0, signatures: signatures) }
    }

    /// Gatherings where people write, one for each seed, in the order of the seeds.
    package static func writings(seeds: Range<UInt64>, bug: PlantedBug? = nil) async -> [Verdict] {
        await verdicts(seeds) { .writing(seed: $0, bug: bug) }
    }

    /// Gatherings where people book slots at each other's desks, one for each seed, in the order of the seeds.
    package static func helpings(seeds: Range<UInt64>) async -> [Verdict] {
        await verdicts(seeds) { .helping(seed: $0) }
    }

    /// The first gathering in which a mistake shows that is made on purpose, and how; nil if it never does.
    package static func firstComplaint(
        of bug: PlantedBug, among seeds: Range<UInt64>
    ) async -> (seed: UInt64, complaint: String)? {
        for seed in seeds {
            if let complaint = Verdict(running: .writing(seed: seed, bug: bug)).complaints.first {
                return (seed, complaint)
            }
            await Task.yield()
        }
        return nil
    }

    private static func verdicts(
        _ seeds: Range<UInt64>, _ scenario: @escaping @Sendable (UInt64) -> Scenario
    ) async -> [Verdict] {
        await withTaskGroup(of: (UInt64, [Verdict]).self) { group in
            for start in stride(from: seeds.lowerBound, to: seeds.upperBound, by: chunk) {
                let part = start..<min(start + UInt64(chunk), seeds.upperBound)
                group.addTask {
                    var verdicts: [Verdict] = []
                    for seed in part {
                        verdicts.append(Verdict(running: scenario(seed)))
                        // Whatever else runs in this process gets its turn.
                        await Task.yield()
                    }
                    return (start, verdicts)
                }
            }
            var parts: [(UInt64, [Verdict])] = []
            for await part in group { parts.append(part) }
            return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// Crowds that start cold, of these sizes; each is quiet for a beat of its own in the end, so that everybody beats
    /// once while bytes are counted.
    package static func crowds(of sizes: [Int], seed: UInt64) async -> [Crowd] {
        await withTaskGroup(of: Crowd.self) { group in
            for size in sizes { group.addTask { Crowd(attendees: size, seed: seed, quietMS: Crowd.beatMS(of: size)) } }
            var crowds: [Crowd] = []
            for await crowd in group { crowds.append(crowd) }
            return crowds.sorted { $0.attendees < $1.attendees }
        }
    }

    /// Crowds of these sizes that start cold on the air; the smaller ones found a gathering too, and once more one by
    /// invitation.
    package static func coldStarts(of sizes: [Int], seed: UInt64) async -> [Crowd] {
        await withTaskGroup(of: (Int, Crowd).self) { group in
            for (number, kind) in coldStartKinds(of: sizes).enumerated() {
                group.addTask {
                    var circumstances = Crowd.Circumstances(packets: true)
                    circumstances.laterMS = laterMS
                    let crowd = Crowd(
                        attendees: kind.size, seed: seed, quietMS: 0, gathers: kind.size <= gatheringMax,
                        invites: kind.invites, circumstances: circumstances)
                    return (number, crowd)
                }
            }
            var crowds: [(Int, Crowd)] = []
            for await crowd in group { crowds.append(crowd) }
            return crowds.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// How many crowds that is.
    static func coldStartCount(of sizes: [Int]) -> Int { coldStartKinds(of: sizes).count }

    private static func coldStartKinds(of sizes: [Int]) -> [(size: Int, invites: Bool)] {
        sizes.map { ($0, false) } + sizes.filter { $0 <= gatheringMax }.map { ($0, true) }
    }

    /// Gatherings of more take minutes.
    private static let gatheringMax = 200
    /// For how long the airtime is looked at after a cold start: until everybody has looked several times.
    private static let laterMS: Int64 = 60_000

    /// Venues that one task runs: a tenth of a second's work.
    private static let chunk = 25
}
