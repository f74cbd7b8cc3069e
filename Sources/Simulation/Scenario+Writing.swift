import Peering

extension Scenario {
    /// Two to seven people who write in one gathering while laptops crash, lids close and the Wi-Fi splits, at times
    /// for hours.
    ///
    /// In three of ten, one of them does not keep to the rules. A third of those with four people or more are by
    /// invitation, which one of them never gets.
    package static func writing(seed: UInt64, bug: PlantedBug? = nil) -> Scenario {
        var dice = Dice(seed: seed ^ 0x5A1D)
        let settings = SimulationSettings(
            attendees: dice.below(20) == 0 ? 14 + dice.below(5) : 2 + dice.below(6),
            latencyMicroseconds: 200...[1_000, 20_000, 150_000][dice.below(3)],
            hiccupsPerMille: [0, 0, 50][dice.below(3)], signatures: .entries, encodesMessages: seed % 20 == 0)
        var scenario = Scenario(settings: settings, steps: [], seed: seed)
        scenario.settings.bug = bug
        scenario.arrive(&dice)
        let isByzantine = dice.below(10) < 3 && settings.attendees > 2
        // The last one may not keep to the rules, and founds nothing.
        let founder = dice.below(settings.attendees - 1)
        if settings.attendees > 3, dice.below(3) == 0 {
            scenario.settings.outsider = (founder + 1) % (settings.attendees - 1)
        }
        scenario.steps.append((6_000, .found(founder)))
        scenario.invite(&dice)
        scenario.write(isByzantine: isByzantine, &dice)
        scenario.settle(&dice)
        // Whoever was away gets the code in the end.
        let end = (scenario.steps.map(\.atMS).max() ?? 0) + 1
        for index in scenario.invited { scenario.steps.append((end, .useCode(index))) }
        // Whoever hides shares nothing, and whose lid was closed was not told to show themselves.
        for index in 0..<settings.attendees { scenario.steps.append((end, .setVisible(index, true))) }
        scenario.sortSteps()
        return scenario
    }

    /// Who is handed the code; nobody where everybody may join.
    private var invited: [Int] {
        guard let outsider = settings.outsider else { return [] }
        return (0..<count).filter { $0 != outsider }
    }

    private mutating func invite(_ dice: inout Dice) {
        for index in invited {
            steps.append((6_100 + dice.milliseconds(upTo: [100, 5_000, 60_000][dice.below(3)]), .useCode(index)))
        }
    }

    private mutating func write(isByzantine: Bool, _ dice: inout Dice) {
        var time: Int64 = 6_000
        for edition in 1...(5 + dice.below(40)) {
            time += dice.milliseconds(upTo: [20, 1_000, 10_000, 40_000][dice.below(4)])
            if dice.below(100) == 0 { time += 3 * 3_600_000 }
            let who = dice.below(count)
            if isByzantine, let mischief = Mischief.allCases.randomElement(using: &dice) {
                steps.append((time, .misbehave(count - 1, mischief)))
            }
            if let outsider = settings.outsider, dice.below(4) == 0 { steps.append((time, .pry(outsider))) }
            switch dice.below(10) {
            case 0...5:
                for _ in 0...dice.below(4) { steps.append((time, .takeTurn(who))) }
                if edition.isMultiple(of: Self.refusedEvery) {
                    steps += [(time, .refuseDisk(who)), (time, .takeTurn(who))]
                }
                if dice.below(6) == 0 { losePower(who, at: &time, &dice) }
            case 6:
                for index in 0..<count { steps.append((time + dice.milliseconds(upTo: 20), .takeTurn(index))) }
            default:
                for step in faults(edition: edition, &dice) {
                    steps.append((time, step))
                    time += dice.milliseconds(upTo: 200)
                }
            }
        }
        steps.append((time, .calmDown))
        for index in 0..<count {
            steps.append((time, .start(index)))
            steps.append((time, .setVisible(index, true)))
        }
    }
    /// The power goes while something is being saved, and whoever comes back goes on writing.
    /// Of so many turns one meets a full disk.
    private static let refusedEvery = 5

    private mutating func losePower(_ who: Int, at time: inout Int64, _ dice: inout Dice) {
        time += dice.milliseconds(upTo: 15)
        steps.append((time, .crash(who, powerless: true)))
        guard dice.below(2) == 0 else { return }
        time += dice.milliseconds(upTo: 500)
        steps += [(time, .start(who)), (time, .takeTurn(who))]
    }
}
