import Peering

/// What people and the venue do in one simulated run, drawn from a seed: laptops are opened and closed, crash and come
/// back, the Wi-Fi splits and heals, badges change, people hide and show themselves. At the end the faults stop.
package struct Scenario: Sendable {
    /// One thing that happens.
    package enum Step: Hashable, Sendable {
        /// A laptop is switched on.
        case start(Int)
        /// A person quits politely.
        case leave(Int)
        /// A process is killed, or the whole laptop loses power.
        case crash(Int, powerless: Bool)
        /// A lid is closed.
        case closeLid(Int)
        /// A lid is opened.
        case openLid(Int)
        /// A laptop gets another address.
        case move(Int)
        /// The room is divided into groups, one number for each laptop.
        case partition([Int])
        /// Everybody reaches everybody again; whether DNS-SD noticed that it was not so.
        case heal(noticed: Bool)
        /// A person listens without being seen, or is seen again.
        case setVisible(Int, Bool)
        /// A person changes their badge.
        case setBadge(Int, edition: Int)
        /// A person types the address of another.
        case type(Int, addressOf: Int)
        /// A person asks another to exchange cards.
        case exchange(Int, with: Int, unverified: Bool)
        /// A person seals a newer edition of their card.
        case setCard(Int, edition: Int64)
        /// A person founds a gathering, which everybody joins who hears of it.
        case found(Int)
        /// A person who was handed the code of the invitation types it.
        case useCode(Int)
        /// A person says something in the gathering: whatever comes to their mind.
        case takeTurn(Int)
        /// What somebody is writing is refused by their disk, which is full.
        case refuseDisk(Int)
        /// Somebody who was not invited tries to find out what the others share.
        case pry(Int)
        /// A person does what they should not.
        case misbehave(Int, Mischief)
        /// A person does something about desks.
        case desk(Int, DeskDeed)
        /// The Wi-Fi holds up no more messages.
        case calmDown
    }

    /// The venue.
    package internal(set) var settings: SimulationSettings
    /// The steps, in order, with their times in milliseconds.
    package internal(set) var steps: [(atMS: Int64, step: Step)] = []
    /// The seed of everything else.
    package let seed: UInt64

    /// Any venue and steps.
    package init(settings: SimulationSettings, steps: [(atMS: Int64, step: Step)], seed: UInt64) {
        self.settings = settings
        self.steps = steps
        self.seed = seed
    }

    /// A small venue: mostly 2 to 7 people, sometimes up to 12, now and then up to 20, who cannot all have links with
    /// each other.
    package static func small(seed: UInt64, signatures: Signatures = .cheap) -> Scenario {
        var dice = Dice(seed: seed ^ 0x5EED)
        let count =
            switch dice.below(40) {
            case 0: 14 + dice.below(7)
            case 1...4: 8 + dice.below(5)
            default: 2 + dice.below(6)
            }
        let slowest: Int64 = [1_000, 20_000, 150_000][dice.below(3)]
        let settings = SimulationSettings(
            attendees: count, latencyMicroseconds: 200...slowest, hiccupsPerMille: [0, 0, 5, 50][dice.below(4)],
            multicast: dice.below(5) > 0, signatures: signatures, encodesMessages: seed % 20 == 0)
        var scenario = Scenario(settings: settings, steps: [], seed: seed)
        scenario.arrive(&dice)
        scenario.suffer(&dice)
        scenario.settle(&dice)
        scenario.sortSteps()
        return scenario
    }

    /// Two to five people who hand each other their cards while laptops crash, lids close and the Wi-Fi splits.
    package static func meeting(seed: UInt64, signatures: Signatures = .cheap) -> Scenario {
        var dice = Dice(seed: seed ^ 0xCA4D)
        let settings = SimulationSettings(
            attendees: 2 + dice.below(4), latencyMicroseconds: 200...[1_000, 20_000, 150_000][dice.below(3)],
            hiccupsPerMille: [0, 0, 50][dice.below(3)], signatures: signatures, encodesMessages: seed % 20 == 0)
        var scenario = Scenario(settings: settings, steps: [], seed: seed)
        scenario.arrive(&dice)
        scenario.meet(&dice)
        scenario.settle(&dice)
        scenario.sortSteps()
        return scenario
    }

    private mutating func meet(_ dice: inout Dice) {
        var time: Int64 = 6_000
        for edition in 1...(3 + dice.below(20)) {
            // Often within the moments that an exchange takes.
            time += dice.milliseconds(upTo: [20, 1_000, 10_000, 40_000][dice.below(4)])
            let who = dice.below(count)
            var other = dice.below(count - 1)
            if other >= who { other += 1 }
            let unverified = dice.below(4) == 0
            switch dice.below(10) {
            case 0...3: steps.append((time, .exchange(who, with: other, unverified: unverified)))
            case 4:
                steps.append((time, .exchange(who, with: other, unverified: unverified)))
                steps.append((time + dice.milliseconds(upTo: 2), .exchange(other, with: who, unverified: unverified)))
            case 5: steps.append((time, .setCard(who, edition: Int64(edition) + 1)))
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

    /// By time; what was drawn first comes first.
    mutating func sortSteps() {
        let numbered = steps.enumerated().sorted { ($0.element.atMS, $0.offset) < ($1.element.atMS, $1.offset) }
        steps = numbered.map(\.element)
    }

    var count: Int { settings.attendees }

    mutating func arrive(_ dice: inout Dice) {
        let together = dice.below(2) == 0
        for index in 0..<count {
            steps.append((together ? 0 : dice.milliseconds(upTo: 5_000), .start(index)))
            // Without multicast everybody types the address of somebody who was there before, the first of all mostly.
            if !settings.multicast, index > 0 {
                steps.append((0, .type(index, addressOf: dice.below(3) == 0 ? dice.below(index) : 0)))
            }
        }
    }

    private mutating func suffer(_ dice: inout Dice) {
        var time: Int64 = dice.below(4) == 0 ? 0 : 5_000
        for edition in 1...(1 + dice.below(10)) {
            time += dice.milliseconds(upTo: [500, 5_000, 40_000, 100_000][dice.below(4)])
            for step in faults(edition: edition, &dice) {
                steps.append((time, step))
                time += dice.milliseconds(upTo: 200)
            }
        }
        steps.append((time, .calmDown))
    }

    func faults(edition: Int, _ dice: inout Dice) -> [Step] {
        let who = dice.below(count)
        switch dice.below(16) {
        case 0: return [.leave(who)]
        case 1: return [.leave(who), .start(who)]
        case 2, 3: return [.crash(who, powerless: dice.below(2) == 0)]
        case 4: return [.crash(who, powerless: dice.below(2) == 0), .start(who)]
        case 5, 6: return (0..<count).filter { _ in dice.below(2) == 0 }.map { .start($0) }
        case 7, 8: return [.partition((0..<count).map { _ in dice.below(2) })]
        case 9: return [.heal(noticed: dice.below(2) == 0)]
        case 10: return [.setVisible(who, dice.below(2) == 0)]
        case 11: return [.setVisible(who, false), .setVisible(who, true)]
        case 12: return [.closeLid(who)]
        case 13: return (0..<count).map { .openLid($0) }
        // Typed addresses do not follow anybody who moves.
        case 14: return settings.multicast ? [.move(who)] : [.type(who, addressOf: dice.below(count))]
        default: return [.setBadge(who, edition: edition)]
        }
    }

    /// The end of all faults. Connections that died unseen need their time to be noticed.
    mutating func settle(_ dice: inout Dice) {
        var time = steps.map(\.atMS).max() ?? 0
        let lastMove = steps.last { if case .move = $0.step { true } else { false } }
        if let lastMove { time = max(time, lastMove.atMS + PeeringLimits.silentAfterMS + 1_000) }
        time += dice.milliseconds(upTo: 30_000)
        for index in 0..<count { steps.append((time, .openLid(index))) }
        // Without multicast, whoever was typed is the others' only way in, and may come back without knowing anybody:
        // the others dial them when they notice that a link is dead, or in a large venue that a beat is missing.
        let typed = Set(steps.compactMap { if case .type(_, let other) = $0.step { other } else { nil } })
        for index in typed.sorted() {
            steps.append((time, .start(index)))
            steps.append((time, .setVisible(index, true)))
        }
        if !settings.multicast {
            time += count > PeeringLimits.meshMax ? 2 * PeeringLimits.beatMS : PeeringLimits.pingAfterMS + 1_000
        }
        steps.append((time, .heal(noticed: dice.below(2) == 0)))
    }
}

extension SimulatedVenue {
    /// Does one step now.
    package mutating func take(_ step: Scenario.Step) {
        switch step {
        case .start(let index): start(index)
        case .leave(let index): leave(index)
        case .crash(let index, let powerless): crash(index, powerless: powerless)
        case .closeLid(let index): closeLid(index)
        case .openLid(let index): openLid(index)
        case .move(let index): move(index)
        case .partition(let groups): partition(groups)
        case .heal(let noticed): heal(noticed: noticed)
        case .setVisible(let index, let visible): command(.setVisible(visible), at: index)
        case .setBadge(let index, let edition):
            command(.setBadge(Self.badge("Person \(index)", edition)), at: index)
        case .type(let index, let other): type(index, addressOf: other)
        case .exchange(let index, let other, let unverified): exchange(index, with: other, unverified: unverified)
        case .setCard(let index, let edition): setCard(index, edition: edition)
        case .found(let index): found(index)
        case .useCode(let index): useCode(index)
        case .takeTurn(let index): takeTurn(index)
        case .refuseDisk(let index): refuseDisk(index)
        case .pry(let index): pry(index)
        case .misbehave(let index, let mischief): misbehave(index, mischief)
        case .desk(let index, let deed): desk(index, deed)
        case .calmDown: calmDown()
        }
    }
}
