import Cards
import ControlAPI
import ControlServer
import FoundationEssentials
import Gatherings
import Keys
import Logging
import NIOPosix
import Peering
import Storage

/// What happens to gatherings, and how entries are written.
extension NodeShell {
    /// What was kept of gatherings, as their people see it.
    static func views(of stored: StoredGatherings) -> [EntryID: GatheringView] {
        var views: [EntryID: GatheringView] = [:]
        for (record, standing) in stored.joined.map({ ($0, GatheringView.Standing.joined) })
            + stored.left.map({ ($0, .left) })
        {
            guard let founding = record.founding else { continue }
            var view = GatheringView(
                founding: founding, invitation: record.membership.invitation, standing: standing)
            view?.take(stored.programmes[record.gathering] ?? [])
            views[record.gathering] = view
        }
        return views
    }

    /// Those of what was kept that have no view.
    static func unread(of stored: StoredGatherings) -> [EntryID: UnreadGathering] {
        func unread(_ foundings: [Entry], _ standing: GatheringBody.Standing) -> [UnreadGathering] {
            foundings.compactMap { UnreadGathering(founding: $0, standing: standing) }
        }
        let all =
            unread(stored.joined.compactMap(\.founding), .joined) + unread(stored.left.compactMap(\.founding), .left)
            + unread(stored.older, .left)
        return Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
    }

    /// What became of the gatherings of a database of an earlier release.
    var olderGatherings: String? {
        let count = unread.values.count { $0.terms.areOlder }
        guard count > 0 else { return nil }
        let gatherings = count == 1 ? "1 gathering" : "\(count) gatherings"
        return "\(store.path) holds \(gatherings) of protocol 1, founded with an older baithak: what was written there "
            + "stays as it is, and cannot be shown or exported here. That takes the older version, and a copy of the "
            + "database from before the update."
    }

    /// We take part in a gathering now, or no more, or somebody nearby does.
    func gatheringChanged(_ id: EntryID) {
        if let record = node.record(of: id), views[id]?.standing != .joined, unread[id]?.standing != .joined {
            let hasLeft = views[id] != nil
            if hasLeft {
                views[id]?.standing = .joined
            } else if let founding = node.founding(of: id) {
                views[id] = GatheringView(
                    founding: founding, invitation: node.membership(of: id)?.invitation, standing: .joined)
                unread[id] = UnreadGathering(founding: founding, standing: .joined)
            }
            logger.info(
                "joined a gathering", metadata: ["gathering": "\(id.hex.prefix(8))", "logs": "\(record.logCount)"])
            sayJoined(id)
        } else if node.record(of: id) == nil {
            views[id]?.standing = .left
            unread[id]?.standing = .left
        }
        hub.publish(.gathering(id: id.hex))
    }

    /// Whoever takes part says so, and what to call them.
    func sayJoined(_ id: EntryID) {
        let tag = views[id]?.invitation?.membershipTag(for: signer.publicKey, gathering: id)
        guard let join = try? Content.Join(name: node.badge.name, membershipTag: tag),
            let draft = draft(.join(join), in: id)
        else { return }
        handle(.command(.writeEntry(id, draft)))
    }

    /// Entries count from now on.
    func took(_ entries: [Entry], of id: EntryID) {
        views[id]?.take(entries)
        // Nobody else says what becomes of our desks.
        if entries.contains(where: { $0.header.log.author == signer.publicKey && $0.header.document == id }) {
            lookAtDesks(in: id)
        }
        hub.publish(.gathering(id: id.hex))
    }

    /// Entries count no more: the view is made anew from what is kept.
    func forked(_ id: EntryID) {
        logger.warning(
            "a log was stopped: its author signed two entries", metadata: ["gathering": "\(id.hex.prefix(8))"])
        guard let number = views[id]?.beginAnew() else { return }
        Task {
            guard let entries = try? await entries(of: id, document: id) else { return }
            views[id]?.finishAnew(number, with: entries)
            lookAtDesks(in: id)
            hub.publish(.gathering(id: id.hex))
        }
    }

    // Writing.

    /// An entry of the programme that builds on all that is known of it.
    func draft(_ content: Content, in id: EntryID) -> EntryDraft? {
        guard let heads = views[id]?.programme.heads else { return nil }
        let (kind, shape, bytes) = content.encoded()
        return EntryDraft(
            document: id, parents: heads, kind: kind, shape: shape, content: bytes,
            createdMS: UInt64(max(0, WallClock.nowMS)))
    }

    /// Writes an entry of the programme, and returns when it is on the disk.
    func write(_ content: Content, in id: EntryID) async throws(Problem) -> SavedBody {
        do { try views[id]?.programme.check(content, by: signer.publicKey) } catch {
            throw Problem(.refused, "\(error)")
        }
        guard let draft = draft(content, in: id) else { throw notShown(id) }
        return try await save([try sign(draft, in: id)], in: id)
    }

    /// Signs an entry for somebody who waits for it, and sends it to the disk.
    func sign(_ draft: EntryDraft, in id: EntryID) throws(Problem) -> Entry {
        lastWritten = nil
        handle(.command(.writeEntry(id, draft)))
        guard let entry = lastWritten else {
            throw Self.tooMuchWaits
        }
        awaited.insert(entry.id)
        return entry
    }

    /// Waits until entries are on the disk, and a moment for another machine to hold them.
    func save(_ entries: [Entry], in id: EntryID) async throws(Problem) -> SavedBody {
        try await reachDisk(entries, in: id)
        let deadline = ContinuousClock.now + .milliseconds(DaemonLimits.copiesMS)
        while node.copies(of: id) == 0, !node.progress(of: id).isEmpty, ContinuousClock.now < deadline {
            do { try await Task.sleep(for: .milliseconds(DaemonLimits.copiesLookMS)) } catch { break }
        }
        return SavedBody(id: entries.last?.id.hex ?? "", copies: node.copies(of: id), hidden: isHidden)
    }

    /// Waits until entries of ours, which were signed together, are on the disk.
    ///
    /// - Throws: a ``Problem`` that says whether to do it again.
    func reachDisk(_ entries: [Entry], in id: EntryID) async throws(Problem) {
        let error = await write()
        for entry in entries { awaited.remove(entry.id) }
        guard let last = entries.last, !node.holds(last, in: id) else { return }
        // Somebody else's attempt may have failed, and ours have been withdrawn with it.
        let failure = error ?? lastFailure
        guard let failure, node.waitingEntries(of: id).contains(last.id) else { throw notWritten(failure) }
        throw Problem(
            .failed,
            "\(failure) What you did is on the disk all the same, and goes on when that is mended: do not do it again.")
    }

    static var tooMuchWaits: Problem {
        Problem(.failed, "Too much waits for the disk: see `baithak status`, and try again.")
    }

    // Finding.

    /// Why there is no view of a gathering.
    func notShown(_ id: EntryID) -> Problem {
        if let sentence = unread[id]?.sentence { return Problem(.refused, sentence) }
        return Problem(.notFound, "You take part in no such gathering: `baithak gathering list` shows them.")
    }

    func entryID(_ hex: String, _ what: String) throws(Problem) -> EntryID {
        guard let bytes = try? Hex.decode(hex), let id = EntryID(exactly: bytes) else {
            throw Problem(.badValue, "That is no id of a \(what): it has 64 hexadecimal digits.")
        }
        return id
    }

    /// The id of a gathering that we take part in.
    func joinedGathering(_ hex: String) throws(Problem) -> EntryID {
        let id = try entryID(hex, "gathering")
        guard views[id]?.standing == .joined else { throw notShown(id) }
        return id
    }

    /// Where somebody was met whose card has just come.
    func occasion(of meeting: Meeting) -> Occasion? {
        Occasion.of(meeting.gatherings.compactMap { views[$0]?.programme.state }, on: WallClock.today)
    }

    /// Whose words are not shown.
    func blocked(in id: EntryID) -> Set<PublicKey> {
        Set(node.blocked)
    }

    /// An attendee as the control socket describes them.
    func body(of view: AttendeeView) -> Attendee {
        Attendee(view, &names, view.gatherings.map(attended))
    }

    private func attended(_ prefix: UInt64) -> AttendedGathering {
        let id = Hex.encode((0..<8).map { UInt8(truncatingIfNeeded: prefix >> (56 - 8 * UInt64($0))) })
        if let own = views.keys.first(where: { $0.bytes.prefix == prefix }) {
            return AttendedGathering(
                id: id, title: views[own]?.programme.state.title, isJoined: views[own]?.standing == .joined)
        }
        if let own = unread.values.first(where: { $0.id.bytes.prefix == prefix }) {
            return AttendedGathering(id: id, title: nil, isJoined: own.standing == .joined)
        }
        let offered = node.offeredGatherings.first { $0.id.bytes.prefix == prefix }
        let title = offered.flatMap { try? Programme(founding: $0, invitation: nil) }.map { programme in
            var programme = programme
            return programme.state.title
        }
        return AttendedGathering(id: id, title: title, isJoined: false)
    }

    func person(_ key: PublicKey, in id: EntryID) -> PersonBody {
        let name = views[id]?.programme.name(of: key) ?? node.attendee(key, at: clock.now)?.badge.name ?? ""
        return PersonBody(name: name, tag: key.tag, key: key.hex)
    }
}

extension EntryID {
    /// 64 hexadecimal digits.
    var hex: String { Hex.encode(bytes.bytes) }

    init?(exactly bytes: [UInt8]) {
        guard let bytes = try? Bytes32(bytes) else { return nil }
        self.init(bytes)
    }
}
