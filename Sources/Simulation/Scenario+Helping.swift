import Peering

/// What a person does about desks.
package enum DeskDeed: Hashable, Sendable {
    /// Books a slot at somebody's desk.
    case book(at: Int, slot: Int)
    /// Gives back what was booked last.
    case giveBack
    /// Takes a slot of the own desk back.
    case free(slot: Int)
}

extension Scenario {
    /// People who book slots at each other's desks, while as much goes wrong as where they write.
    package static func helping(seed: UInt64) -> Scenario {
        let base = Scenario.writing(seed: seed)
        var dice = Dice(seed: seed ^ 0xDE5C)
        let count = base.settings.attendees
        let founded = base.steps.first { if case .found = $0.step { true } else { false } }?.atMS ?? 0
        // Mostly everybody wants to sit with the first.
        let steps = base.steps.compactMap { atMS, step -> (atMS: Int64, step: Step)? in
            switch step {
            // The gathering is open: desks are what is looked at.
            case .misbehave, .useCode, .pry: return nil
            // What was founded a moment ago may be lost by a crash, and then there is nothing to look at.
            case .crash where (founded..<founded + 1_000).contains(atMS): return nil
            case .takeTurn(let who):
                let deed: DeskDeed =
                    switch dice.below(10) {
                    case 0: .giveBack
                    case 1: .free(slot: dice.below(SimulatedVenue.deskSlots.count))
                    default:
                        .book(
                            at: dice.below(3) == 0 ? dice.below(count) : 0,
                            slot: dice.below(SimulatedVenue.deskSlots.count))
                    }
                return (atMS, .desk(who, deed))
            default: return (atMS, step)
            }
        }
        var settings = base.settings
        settings.hasDesks = true
        settings.outsider = nil
        return Scenario(settings: settings, steps: steps, seed: seed)
    }
}
