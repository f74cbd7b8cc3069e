package import Gatherings
import Keys
import Wire

/// What gatherings there are: everybody here learns the founding entry of each open gathering that somebody names, from
/// whichever neighbour has it.
extension Node {
    /// Open gatherings that others here take part in and we do not, by their founding entries.
    package var offeredGatherings: [Entry] { records.offered.filter { attendees(in: $0.id) > 0 } }

    /// Whether somebody here says that they take part in an open gathering.
    package func isNamed(_ gathering: EntryID) -> Bool { roster.attending(gathering.bytes.prefix) > 0 }

    /// Joins an open gathering, as soon as its founding entry is known.
    mutating func join(_ gathering: EntryID) {
        if let founding = records.takeOffered(gathering) { return join(founding, .open) }
        guard records.place(of: gathering) == nil, isNamed(gathering),
            records.joining.count < RecordLimits.gatheringsMax
        else { return }
        if !records.joining.contains(gathering) { records.joining.append(gathering) }
        seek([gathering.bytes.prefix], over: nil)
    }

    /// Looks for gatherings that a neighbour named, or somebody whom the neighbour knows; nil asks any.
    mutating func seek(_ gatherings: [UInt64], over id: LinkID?) {
        guard own.visible || sharesUnseen else { return }
        for gathering in gatherings where records.place(of: gathering) == nil && !records.isOffered(gathering) {
            guard records.search.begin(gathering, at: now) else { continue }
            askForFounding(of: gathering, over: id)
        }
        scheduleFoundings()
    }

    /// Looks for all that those who are here name.
    mutating func seekAll() {
        for key in roster.keys { seek(roster[key]?.gatherings ?? [], over: nil) }
    }

    /// Asks this neighbour; else one who takes part, or any.
    private mutating func askForFounding(of gathering: UInt64, over id: LinkID?) {
        let takingPart = records.neighbours(naming: gathering)
        let neighbours = id.map { [$0] } ?? (takingPart.isEmpty ? links.ids : takingPart)
        guard !neighbours.isEmpty else { return }
        effects.append(.send(neighbours[dice.below(neighbours.count)], .record(gathering, .askFounding)))
    }

    /// Asks another neighbour for what has not come; gives up what nobody here names any more.
    mutating func askForFoundings() {
        guard own.visible || sharesUnseen else { return }
        for gathering in records.search.takeDue(at: now) {
            if roster.attending(gathering) > 0 || !records.neighbours(naming: gathering).isEmpty {
                askForFounding(of: gathering, over: nil)
            } else {
                _ = records.search.end(gathering)
                records.joining.removeAll { $0.bytes.prefix == gathering }
            }
        }
        scheduleFoundings()
    }

    private mutating func scheduleFoundings() { timers[.founding] = stopping ? nil : records.search.nextDeadline }

    /// Anybody may ask what an open gathering is: whoever knows it tells, at once or as soon as they do.
    mutating func answerFounding(of gathering: UInt64, over id: LinkID) {
        guard own.visible || sharesUnseen else { return }
        if let founding = records.openFounding(of: gathering) {
            effects.append(.send(id, .record(gathering, .founding(founding.encoded()))))
        } else {
            records.search.asked(gathering, by: id)
        }
    }

    mutating func receive(founding bytes: [UInt8], of gathering: UInt64, over id: LinkID) {
        let isInvited = records.invitations.contains { $0.gatheringPrefix == gathering }
        guard isInvited || records.search.isSought(gathering) else { return }
        effects.append(.checkFounding(id, bytes))
    }

    /// The founding entry of a gathering that we asked for, if it is genuine.
    mutating func checked(founding: Entry, from id: LinkID) {
        let prefix = founding.id.bytes.prefix
        guard records.place(of: founding.id) == nil else { return }
        if let invitation = records.invitations.first(where: { $0.gatheringPrefix == prefix }) {
            // Another entry with the same beginning is of a gathering to which we were not invited.
            guard Programme.canJoin(founding: founding, invitation: invitation) else { return }
            return join(founding, .invited(invitation))
        }
        guard records.search.isSought(prefix), Programme.canJoin(founding: founding, invitation: nil) else { return }
        for waiting in records.search.end(prefix) where links.isOpen(waiting) {
            effects.append(.send(waiting, .record(prefix, .founding(founding.encoded()))))
        }
        scheduleFoundings()
        records.offer(founding)
        effects.append(.notify(.gathering(founding.id)))
        if records.joining.contains(founding.id) { join(founding.id) }
    }
}
