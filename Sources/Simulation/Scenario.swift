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
        /// The room is divided into groups, one number for each laptop.
        case partition([Int])
        /// Everybody reaches everybody again.
        case heal
        /// A person listens without being seen, or is seen again.
        case setVisible(Int, Bool)
        /// A person changes their badge.
        case setBadge(Int, edition: Int)
    }

    /// The venue.
    package let settings: SimulationSettings
    /// The steps, in order, with their times in milliseconds.
    package let steps: [(atMS: Int64, step: Step)]
    /// The seed of everything else.
    package let seed: UInt64

    /// A small venue of 2 to 7 people.
    package static func small(seed: UInt64, signatures: Signatures = .cheap) -> Scenario {
        var dice = Dice(seed: seed ^ 0x5EED)
        let count = 2 + dice.below(6)
        let slowest: Int64 = [1_000, 20_000, 150_000][dice.below(3)]
        let settings = SimulationSettings(
            attendees: count, latencyMicroseconds: 200...slowest, signatures: signatures,
            encodesMessages: seed % 20 == 0)
        var steps: [(atMS: Int64, step: Step)] = []
        let together = dice.below(2) == 0
        for index in 0..<count {
            steps.append((together ? 0 : dice.milliseconds(upTo: 5_000), .start(index)))
        }
        var time: Int64 = 5_000
        for edition in 0..<dice.below(8) {
            time += dice.milliseconds(upTo: [500, 5_000, 40_000][dice.below(3)])
            steps.append((time, step(edition: edition, count: count, dice: &dice)))
        }
        time += dice.milliseconds(upTo: 30_000)
        steps.append((time, .heal))
        return Scenario(settings: settings, steps: steps.sorted { $0.atMS < $1.atMS }, seed: seed)
    }

    private static func step(edition: Int, count: Int, dice: inout Dice) -> Step {
        let who = dice.below(count)
        switch dice.below(9) {
        case 0: return .leave(who)
        case 1: return .crash(who, powerless: false)
        case 2: return .crash(who, powerless: true)
        case 3, 4: return .start(who)
        case 5: return .partition((0..<count).map { _ in dice.below(2) })
        case 6: return .heal
        case 7: return .setVisible(who, dice.below(2) == 0)
        default: return .setBadge(who, edition: edition + 1)
        }
    }
}

extension SimulatedVenue {
    /// Does one step now.
    package mutating func take(_ step: Scenario.Step) {
        switch step {
        case .start(let index): start(index)
        case .leave(let index): leave(index)
        case .crash(let index, let powerless): crash(index, powerless: powerless)
        case .partition(let groups): partition(groups)
        case .heal: heal()
        case .setVisible(let index, let visible): command(.setVisible(visible), at: index)
        case .setBadge(let index, let edition):
            command(.setBadge(Self.badge("Person \(index)", edition)), at: index)
        }
    }
}
