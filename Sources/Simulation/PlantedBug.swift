import Gatherings
import Keys
import Peering
import Wire

/// A mistake that is made on purpose around the nodes of a simulation, to see that the simulation finds it.
package enum PlantedBug: String, CaseIterable, Sendable {
    /// What is to be durable is said to be so before it is.
    case saysStoredTooEarly
    /// Frontiers are never compared.
    case neverCompares
    /// Nobody is given what they ask for.
    case isDeafToWants
    /// Every signature is believed.
    case believesEverySignature
    /// That a log was stopped is not written down.
    case forgetsForks
    /// Somebody starts with a record of an hour ago, and writes on.
    case startsWithAnOldRecord
    /// What others wrote is not written down.
    case writesOnlyItsOwn
    /// Who has something new does not pass it on, and says that they have nothing new.
    case keepsNewsToItself
    /// Where a session is follows from what arrived last.
    case believesTheLastToArrive
    /// What entries say that came without it is not written down when it comes.
    case losesLateContents
    /// What the disk refused, as its author was told, is written later all the same.
    case writesWhatWasRefused
    /// The disk keeps what its author took back.
    case keepsWhatWasTakenBack
    /// Neighbours hear the name of a gathering that is by invitation.
    case namesTheInvitedOpenly
    /// Whoever is shown by DNS-SD is resolved at once, by everybody, and the network asked.
    case asksForEverybody
    /// Everybody browses from the start to the end.
    case neverStopsBrowsing

    /// Those that show in crowds on the air.
    package static let ofCrowds = [asksForEverybody, neverStopsBrowsing]
    /// Those that show in gatherings.
    package static let ofGatherings = allCases.filter { !ofCrowds.contains($0) }

    /// Whether this effect is not done.
    func swallows(_ effect: Node.Effect, of own: LogID?) -> Bool {
        switch (self, effect) {
        case (.neverCompares, .send(_, .record(_, .frontier))), (.isDeafToWants, .record(_, .read)),
            (.forgetsForks, .persist(.fork)), (.losesLateContents, .persist(.contents)):
            true
        case (.writesOnlyItsOwn, .persist(.entries(_, let run))): run.log.author != own?.author
        case (.keepsNewsToItself, .send(_, .record(_, .entries(_, pushed: true)))),
            (.keepsNewsToItself, .send(_, .record(_, .held))), (.keepsNewsToItself, .send(_, .record(_, .lines))):
            true
        default: false
        }
    }

    /// What is sent instead of a message by somebody who takes part in a gathering.
    func twisted(_ message: Message, _ gathering: EntryID?) -> Message {
        guard self == .namesTheInvitedOpenly, let gathering, case .gatherings(let open, let proofs) = message,
            !proofs.isEmpty
        else { return message }
        return .gatherings(open: open + [gathering.bytes.bytes], proofs: proofs)
    }
}

extension RestoredRecord {
    /// As it was some entries of our own before.
    func older(own number: UInt64?) -> RestoredRecord {
        var older = self
        older.logs = logs.map { log in
            guard log.id.number == number, log.entries.count > 1 else { return log }
            let names = Array(log.entries.dropLast())
            return RestoredLog(
                id: log.id, log: Log(height: names.count, head: names[names.count - 1], checkedHeight: names.count),
                entries: names, bytes: log.bytes)
        }
        return older
    }
}
