import Cards
import ControlAPI
import ControlServer
import FoundationEssentials
import Gatherings
import Keys
import NIOPosix
import Peering
import Storage

/// Gatherings and their programmes, as the control socket has them.
extension NodeShell {
    func gatherings() async throws(Problem) -> [GatheringBody] {
        var bodies: [GatheringBody] = []
        for id in node.gatherings { if let body = gatheringBody(id) { bodies.append(body) } }
        for founding in node.offeredGatherings where views[founding.id] == nil && unread[founding.id] == nil {
            if let body = body(of: founding) { bodies.append(body) }
        }
        for id in views.keys.sorted() where views[id]?.standing == .left {
            if let body = gatheringBody(id) { bodies.append(body) }
        }
        for id in unread.keys.sorted() { if let body = unreadBody(unread[id]) { bodies.append(body) } }
        return bodies
    }

    private func gatheringBody(_ id: EntryID) -> GatheringBody? {
        guard let view = views[id], let state = views[id]?.programme.state else { return nil }
        return GatheringBody(
            id: id.hex, title: state.title, place: state.place, firstDay: state.firstDay.description,
            lastDay: state.lastDay.description, byInvitation: state.isByInvitation,
            anybodySchedules: state.anybodySchedules, standing: view.standing == .joined ? .joined : .left,
            organisers: state.organisers.map { person($0, in: id) }, attendees: state.attendees.count,
            isOrganiser: state.organisers.contains(signer.publicKey), nearby: node.attendees(in: id))
    }

    private func unreadBody(_ gathering: UnreadGathering?) -> GatheringBody? {
        gathering.map { $0.body(nearby: node.attendees(in: $0.id)) }
    }

    /// A gathering of which we know no more than how it was founded.
    private func body(of founding: Entry) -> GatheringBody? {
        if let body = unreadBody(UnreadGathering(founding: founding, standing: .known)) { return body }
        guard var programme = try? Programme(founding: founding, invitation: nil) else { return nil }
        let state = programme.state
        return GatheringBody(
            id: founding.id.hex, title: state.title, place: state.place, firstDay: state.firstDay.description,
            lastDay: state.lastDay.description, byInvitation: false, anybodySchedules: state.anybodySchedules,
            standing: .known, organisers: state.organisers.map { person($0, in: founding.id) }, attendees: 0,
            isOrganiser: false, nearby: node.attendees(in: founding.id))
    }

    private func joinedBody(_ id: EntryID) throws(Problem) -> GatheringBody {
        guard let body = gatheringBody(id) else { throw notShown(id) }
        return body
    }

    func createGathering(_ gathering: NewGatheringBody) async throws(Problem) -> GatheringBody {
        let secret = gathering.byInvitation ? Entropy.bytes(Invitation.secretBytes) : nil
        var organisers: [PublicKey] = []
        for key in gathering.organisers { organisers.append(try publicKey(key)) }
        let founding: Content.Founding
        do {
            founding = try Content.Founding(
                title: gathering.title, place: gathering.place, firstDay: try Day(gathering.firstDay),
                lastDay: try Day(gathering.lastDay), organisers: organisers,
                anybodySchedules: gathering.anybodySchedules, invitationHash: secret.map { Invitation.hash(of: $0) })
        } catch { throw Problem(.badValue, "\(error)") }
        guard node.gatherings.count < RecordLimits.gatheringsMax else {
            throw Problem(.refused, "You take part in \(RecordLimits.gatheringsMax) gatherings: leave one first.")
        }
        let (kind, shape, bytes) = Content.founding(founding).encoded()
        lastWritten = nil
        lastFounded = nil
        let draft = EntryDraft(
            document: EntryID(signer.publicKey.compact), parents: [], kind: kind, shape: shape, content: bytes,
            createdMS: UInt64(max(0, WallClock.nowMS)))
        handle(.command(.foundGathering(draft, secret: secret)))
        guard let entry = lastFounded else { throw Problem(.failed, "The gathering could not be signed: try again.") }
        awaited.insert(entry.id)
        try await reachDisk([entry], in: entry.id)
        return try joinedBody(entry.id)
    }

    func joinGathering(_ id: String) async throws(Problem) -> GatheringBody {
        let id = try entryID(id, "gathering")
        if node.gatherings.contains(id) { return try joinedBody(id) }
        if let other = unread[id], other.terms.areOlder { throw notShown(id) }
        try await writeFirst()
        if views[id]?.standing == .left || unread[id] != nil {
            let store = store
            let kept: [RestoredRecord]
            do { kept = try await NIOThreadPool.singleton.runIfActive { try store.gatherings(left: true) } } catch {
                throw Problem(.failed, "\(error)")
            }
            if let record = kept.first(where: { $0.gathering == id }) { handle(.command(.rejoinGathering(record))) }
        } else {
            handle(.command(.joinGathering(id)))
        }
        if node.isNamed(id) { await meet { node.gatherings.contains(id) } }
        guard node.gatherings.contains(id) else {
            throw Problem(
                .notFound,
                node.isNamed(id)
                    ? "People nearby take part in that gathering, but none of them has answered yet: try again."
                    : "Nobody nearby takes part in that gathering now: `baithak gathering list` shows which there are.")
        }
        try await writeNow()
        return try joinedBody(id)
    }

    func join(invitation body: InvitationBody) async throws(Problem) -> GatheringBody {
        let invitation: Invitation
        do { invitation = try Invitation(body.text) } catch { throw Problem(.badValue, "\(error)") }
        func joined() -> EntryID? { node.gatherings.first { $0.bytes.prefix == invitation.gatheringPrefix } }
        let known = Array(views.keys) + Array(unread.keys)
        if let left = known.first(where: { $0.bytes.prefix == invitation.gatheringPrefix }) {
            return try await joinGathering(left.hex)
        }
        try await writeFirst()
        if joined() == nil { handle(.command(.acceptInvitation(invitation))) }
        try await writeNow()
        await meet { joined() != nil }
        guard let id = joined() else {
            throw Problem(
                .timedOut,
                "The invitation is kept, and nobody nearby takes part yet: you join as soon as somebody does.")
        }
        try await writeNow()
        return try joinedBody(id)
    }

    /// Waits for somebody who takes part, for a moment.
    private func meet(_ hasHappened: () -> Bool) async {
        let deadline = ContinuousClock.now + .milliseconds(DaemonLimits.meetMS)
        while !hasHappened(), ContinuousClock.now < deadline {
            do { try await Task.sleep(for: .milliseconds(DaemonLimits.copiesLookMS)) } catch { break }
        }
    }

    func leaveGathering(_ id: String) async throws(Problem) {
        let gathering = try entryID(id, "gathering")
        // Of what cannot be read there is nothing to say.
        let isUnread = node.gatherings.contains(gathering) && unread[gathering] != nil
        let id = isUnread ? gathering : try joinedGathering(id)
        if !isUnread { _ = try await write(.leave, in: id) }
        handle(.command(.leaveGathering(id)))
        try await writeNow()
    }

    func invitation(to id: String) async throws(Problem) -> InvitationBody {
        let id = try joinedGathering(id)
        guard let invitation = views[id]?.invitation else {
            throw Problem(.badValue, "This gathering is open: anybody nearby joins it with `baithak gathering join`.")
        }
        return InvitationBody(text: invitation.text)
    }

    // The programme.

    func programme(of id: String) async throws(Problem) -> ProgrammeBody {
        let id = try entryID(id, "gathering")
        guard let state = views[id]?.programme.state else { throw notShown(id) }
        let hidden = blocked(in: id)
        let contests = Contests(state, hiding: hidden)
        var sessions: [SessionBody] = []
        for session in state.sessions where !hidden.contains(session.proposer) {
            var body = sessionBody(session, contests, in: id)
            body.characters = try await characters(of: session.id, in: id)
            sessions.append(body)
        }
        return ProgrammeBody(
            gathering: try joinedBody(id),
            attendees: state.attendees.filter { !hidden.contains($0.key) }.map { person($0.key, in: id) },
            rooms: state.rooms, slots: state.slots.map(SlotBody.init), sessions: sessions)
    }

    private func sessionBody(
        _ session: ProgrammeState.Session, _ contests: Contests, in id: EntryID
    ) -> SessionBody {
        let claims = contests.rivals(of: session.id).map { rival, placement in
            // The place is claimed all the same; what they call it is not shown.
            let (isHidden, by) = (contests.hidden.contains(rival.proposer), placement.author)
            return ClaimBody(
                session: rival.id.hex, title: isHidden ? Self.blockedTitle : rival.title,
                by: contests.hidden.contains(by)
                    ? PersonBody(name: "", tag: by.tag, key: by.hex) : person(by, in: id),
                created: Self.time(placement.createdMS))
        }
        return SessionBody(
            id: session.id.hex, title: session.title, about: session.about, topics: session.topics,
            lengthMinutes: session.lengthMinutes, proposer: person(session.proposer, in: id),
            created: Self.time(session.createdMS), wanted: session.wanters.count,
            isWanted: session.wanters.contains(signer.publicKey), isMine: session.proposer == signer.publicKey,
            room: session.placement?.room, slot: (session.placement?.slot).map(SlotBody.init), contested: claims,
            characters: 0)
    }

    /// Stands for the title of a session whose proposer is blocked.
    private static let blockedTitle = "a session of somebody whom you blocked"

    static func time(_ milliseconds: UInt64) -> String {
        UTCTime.text(milliseconds: Int64(min(milliseconds, UInt64(Int64.max))))
    }

    func addOrganiser(_ organiser: OrganiserBody, to id: String) async throws(Problem) -> SavedBody {
        try await write(.organiser(try publicKey(organiser.key)), in: try joinedGathering(id))
    }

    func setRoom(_ room: RoomBody, in id: String) async throws(Problem) -> SavedBody {
        let id = try joinedGathering(id)
        return try await write(in: id) { () throws(ContentError) in
            .room(try Content.Room(name: room.name, exists: room.exists))
        }
    }

    func setSlot(_ change: SlotChangeBody, in id: String) async throws(Problem) -> SavedBody {
        let id = try joinedGathering(id)
        return try await write(in: id) { () throws(ContentError) in
            .slot(
                try Content.Slot(
                    time: try Content.SlotTime(change.slot), lengthMinutes: change.slot.lengthMinutes,
                    exists: change.exists))
        }
    }

    func propose(_ details: SessionDetailsBody, in id: String) async throws(Problem) -> SavedBody {
        let id = try joinedGathering(id)
        return try await write(in: id) { () throws(ContentError) in
            .session(
                try Content.Session(
                    title: details.title ?? "", about: details.about ?? "", topics: details.topics ?? [],
                    lengthMinutes: details.lengthMinutes ?? Self.usualMinutes))
        }
    }

    /// What a session is unless its proposer says something else.
    private static let usualMinutes = 45

    func editSession(_ session: String, _ details: SessionDetailsBody, in id: String) async throws(Problem) -> SavedBody
    {
        let (id, session) = (try joinedGathering(id), try entryID(session, "session"))
        return try await write(in: id) { () throws(ContentError) in
            .sessionEdit(
                try Content.SessionEdit(
                    session: session, title: details.title, about: details.about, topics: details.topics,
                    lengthMinutes: details.lengthMinutes))
        }
    }

    func setWanted(_ session: String, _ want: WantBody, in id: String) async throws(Problem) -> SavedBody {
        let session = try entryID(session, "session")
        return try await write(.want(Content.Want(session: session, wanted: want.wanted)), in: try joinedGathering(id))
    }

    func setPlace(_ session: String, _ place: PlaceBody, in id: String) async throws(Problem) -> SavedBody {
        let (id, session) = (try joinedGathering(id), try entryID(session, "session"))
        if let slot = place.slot, let room = place.room, let state = views[id]?.programme.state {
            let taken = state.sessions.first { other in
                other.id != session && other.placement?.room == room
                    && (other.placement?.slot).map(SlotBody.init).map { $0.day == slot.day && $0.start == slot.start }
                        ?? false
            }
            if let taken, blocked(in: id).contains(taken.proposer) {
                throw Problem(
                    .refused,
                    "\(room) at \(slot.start) on \(slot.day) is taken by \(Self.blockedTitle): choose another room or "
                        + "slot.")
            }
            if let taken {
                throw Problem(
                    .refused,
                    "\(room) at \(slot.start) on \(slot.day) is taken by “\(taken.title)”: choose another room or "
                        + "slot, or ask \(person(taken.proposer, in: id).name) to move.")
            }
        }
        return try await write(in: id) { () throws(ContentError) in
            let time: Content.SlotTime? = if let slot = place.slot { try Content.SlotTime(slot) } else { nil }
            return .placement(try Content.Placement(session: session, room: place.room, slot: time))
        }
    }

    /// Writes what a person entered, or says what to change.
    private func write(
        in id: EntryID, _ content: () throws(ContentError) -> Content
    ) async throws(Problem) -> SavedBody {
        let entered: Content
        do { entered = try content() } catch { throw Problem(.badValue, "\(error)") }
        return try await write(entered, in: id)
    }

    // Who is how far.

    func sync(_ id: String) async throws(Problem) -> SyncBody {
        let id = try joinedGathering(id)
        let start = clock.now
        handle(.command(.compareRecord(id)))
        let deadline = ContinuousClock.now + .milliseconds(DaemonLimits.compareMS)
        while ContinuousClock.now < deadline,
            !node.progress(of: id).allSatisfy({ ($0.progress.comparedAt ?? Instant(microseconds: 0)) >= start })
        {
            do { try await Task.sleep(for: .milliseconds(DaemonLimits.copiesLookMS)) } catch { break }
        }
        let peers = node.progress(of: id).map { peer, progress in
            let behind = progress.behind ?? 0
            return SyncPeerBody(
                person: person(peer, in: id),
                state: progress.behind == nil ? .notCompared : behind == 0 ? .hasAll : .behind, behind: behind,
                refused: progress.refused)
        }
        let record = node.record(of: id)
        let latest = node.latestOwnEntry(of: id)
        let wroteBefore = record?.all.contains { $0.id.author == signer.publicKey && $0.log.height > 0 } ?? false
        return SyncBody(
            gathering: id.hex, entries: record?.all.reduce(0) { $0 + $1.log.height } ?? 0,
            copies: node.copies(of: id), hidden: isHidden, peers: peers, latest: latest?.hex,
            refusedLogs: node.refusedLogs(of: id), wroteBefore: latest == nil && wroteBefore ? true : nil)
    }
}

/// Sessions that claim one room and slot, looked up once for a whole programme.
private struct Contests {
    let hidden: Set<PublicKey>
    private let claimants: [EntryID: ProgrammeState.Session]
    private let contests: [EntryID: [EntryID]]

    init(_ state: ProgrammeState, hiding hidden: Set<PublicKey>) {
        self.hidden = hidden
        let pairs = state.contested.flatMap { contest in contest.map { ($0, contest) } }
        contests = Dictionary(pairs) { first, _ in first }
        let claiming = state.sessions.filter { [contests] in contests[$0.id] != nil }
        claimants = Dictionary(claiming.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The first others that claim what a session does, and how they were put there.
    func rivals(of session: EntryID) -> [(ProgrammeState.Session, ProgrammeState.Placement)] {
        (contests[session] ?? []).prefix(ControlLimits.claimsMax + 1).filter { $0 != session }
            .prefix(ControlLimits.claimsMax).compactMap { id in
                guard let rival = claimants[id], let placement = rival.placement else { return nil }
                return (rival, placement)
            }
    }
}

extension SlotBody {
    init(_ slot: ProgrammeState.Slot) {
        self.init(
            day: slot.time.day.description, start: slot.time.clock, lengthMinutes: slot.lengthMinutes)
    }
}

extension Content.SlotTime {
    init(_ body: SlotBody) throws(ContentError) {
        let parts = body.start.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let hours = Int(parts[0]), let minutes = Int(parts[1]), 0..<24 ~= hours,
            0..<60 ~= minutes
        else { throw .badStart(minute: -1) }
        try self.init(day: try Day(body.day), startMinute: 60 * hours + minutes)
    }
}
