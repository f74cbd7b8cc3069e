import Gatherings
import Keys
import Peering

/// What people say in a gathering, as their daemons let them.
extension SimulatedVenue {
    /// Whoever takes part says so, and what to call them.
    mutating func sayJoined(at index: Int) {
        guard let view = hosts[index].view else { return }
        let tag = view.invitation?.membershipTag(for: hosts[index].signer.publicKey, gathering: view.founding.id)
        guard let join = try? Content.Join(name: "Person \(index)", membershipTag: tag) else { return }
        write(.join(join), at: index)
    }

    /// A person says whatever comes to their mind.
    package mutating func takeTurn(_ index: Int) {
        guard hosts[index].isAwake, let state = hosts[index].view?.programme.state else { return }
        // The power may have gone after they joined and before they had said so.
        guard state.name(of: hosts[index].signer.publicKey) != nil else { return sayJoined(at: index) }
        writtenCount += 1
        switch dice.below(24) {
        case 0...2: say(session, at: index)
        case 3: say(sessionEdit(of: state), at: index)
        case 4: say(want(of: state), at: index)
        case 5: say(room, at: index)
        case 6: say(slot, at: index)
        case 7...10: say(placement(of: state), at: index)
        case 11...13: takeBack(index)
        case 14: attend(.look, of: state, at: index)
        default: attend(.edit, of: state, at: index)
        }
    }

    // The programme.

    private var session: Content? {
        (try? Content.Session(title: "Session \(writtenCount)", lengthMinutes: 30)).map { .session($0) }
    }

    private mutating func sessionEdit(of state: ProgrammeState) -> Content? {
        guard let session = state.sessions.randomElement(using: &dice) else { return session }
        return (try? Content.SessionEdit(session: session.id, title: "Edited \(writtenCount)"))
            .map { .sessionEdit($0) }
    }

    private mutating func want(of state: ProgrammeState) -> Content? {
        guard let session = state.sessions.randomElement(using: &dice) else { return session }
        return .want(Content.Want(session: session.id, wanted: dice.below(3) > 0))
    }

    private var room: Content? {
        mutating get {
            (try? Content.Room(name: "Room \(dice.below(2))", exists: dice.below(5) > 0)).map { .room($0) }
        }
    }

    private mutating func slotTime() -> Content.SlotTime? {
        guard let day = try? Day("2026-11-28") else { return nil }
        return try? Content.SlotTime(day: day, startMinute: 600 + 60 * dice.below(2))
    }

    private var slot: Content? {
        mutating get {
            guard let time = slotTime() else { return nil }
            return (try? Content.Slot(time: time, lengthMinutes: 45, exists: dice.below(5) > 0)).map { .slot($0) }
        }
    }

    /// There are few rooms and slots, so that people contest them.
    private mutating func placement(of state: ProgrammeState) -> Content? {
        guard let session = state.sessions.randomElement(using: &dice) else { return session }
        guard let name = state.rooms.randomElement(using: &dice) else { return room }
        guard let time = state.slots.randomElement(using: &dice)?.time else { return slot }
        return (try? Content.Placement(session: session.id, room: dice.below(6) > 0 ? name : nil, slot: time))
            .map { .placement($0) }
    }

    private mutating func say(_ content: Content?, at index: Int) {
        guard let content else { return }
        write(content, at: index)
    }

    /// Writes an entry of the programme that builds on all that is known of it, if the rules allow it.
    private mutating func write(_ content: Content, at index: Int) {
        let author = hosts[index].signer.publicKey
        guard let gathering = hosts[index].view?.founding.id, let heads = hosts[index].view?.programme.heads,
            (try? hosts[index].view?.programme.check(content, by: author)) != nil
        else { return }
        let (kind, shape, bytes) = content.encoded()
        sign(
            EntryDraft(
                document: gathering, parents: heads, kind: kind, shape: shape, content: bytes,
                createdMS: wallMS(of: index)),
            index)
    }

    @discardableResult
    private mutating func sign(_ draft: EntryDraft, _ index: Int) -> EntryID? {
        guard let gathering = hosts[index].view?.founding.id else { return nil }
        hosts[index].lastWritten = nil
        handle(.command(.writeEntry(gathering, draft)), at: index)
        return hosts[index].lastWritten?.id
    }

    // Taking back.

    /// A person takes back something that they said.
    private mutating func takeBack(_ index: Int) {
        hosts[index].disk.sync(upTo: hosts[index].disk.written)
        guard let gathering, let kept = kept(gathering, at: index) else { return }
        let own = kept.entries.filter { entry in
            entry.header.log.author == hosts[index].signer.publicKey && entry.content != nil
                && EntryKind(rawValue: entry.header.kind).map { Self.takenBack.contains($0) } ?? false
        }
        guard let target = own.randomElement(using: &dice), let document = target.header.document else { return }
        if document == gathering { return write(.retraction(Content.Retraction(of: target)), at: index) }
        attend(.retract(target), document, at: index)
    }

    private static let takenBack: Set<EntryKind> = [.session, .sessionEdit, .want, .placement, .padEdit]

    // Pads.

    private mutating func attend(_ deed: SimulatedView.PadDeed, of state: ProgrammeState, at index: Int) {
        let documents = state.sessions.prefix(2).map(\.id) + state.retractedSessions.prefix(1)
        guard let document = documents.randomElement(using: &dice) else { return say(session, at: index) }
        attend(deed, document, at: index)
    }

    /// A pad that nobody looked at is read from the disk first; from that moment on it hears of what is new.
    private mutating func attend(_ deed: SimulatedView.PadDeed, _ document: EntryID, at index: Int) {
        if hosts[index].view?.loading.contains(document) ?? true { return }
        if hosts[index].view?.pads[document] != nil { return perform(deed, with: document, at: index) }
        hosts[index].view?.pads[document] = SharedPad(document: document)
        hosts[index].view?.loading.insert(document)
        read(.pad(document, then: deed), at: index)
    }

    mutating func perform(_ deed: SimulatedView.PadDeed, with document: EntryID, at index: Int) {
        guard let heads = hosts[index].view?.pads[document]?.heads else { return }
        switch deed {
        case .look: hosts[index].view?.looked[document] = heads
        case .edit: edit(document, now: heads, at: index)
        case .retract(let target):
            // A daemon waits until what was written a moment ago is there.
            guard hosts[index].view?.pads[document]?.contains([target.id]) ?? false else { return }
            let said = (try? hosts[index].view?.pads[document]?.edits(removing: target.id)) ?? []
            let parents = save(said, document, heads, at: index)
            let (kind, shape, content) = Content.retraction(Content.Retraction(of: target)).encoded()
            sign(
                EntryDraft(
                    document: document, parents: parents, kind: kind, shape: shape, content: content,
                    createdMS: wallMS(of: index)),
                index)
        }
    }

    /// Somebody saves a text that they opened now or a while ago; now and then it is too long for one entry.
    private mutating func edit(_ document: EntryID, now heads: [EntryID], at index: Int) {
        if dice.below(3) == 0 { hosts[index].view?.looked[document] = heads }
        let base = hosts[index].view?.looked[document] ?? heads
        // A scalar of its own for each edit shows whose words are where.
        guard let text = try? hosts[index].view?.pads[document]?.text(at: base),
            let scalar = Unicode.Scalar(0x1_0000 + UInt32(writtenCount))
        else { return }
        var scalars = Array(text.unicodeScalars)
        let place = dice.below(scalars.count + 1)
        let removed = dice.below(3) == 0 ? min(dice.below(8), scalars.count - place) : 0
        let count = dice.below(60) == 0 ? 4_200 : 1 + dice.below(5)
        scalars.replaceSubrange(place..<place + removed, with: [Unicode.Scalar](repeating: scalar, count: count))
        var new = String.UnicodeScalarView()
        new.append(contentsOf: scalars)
        guard let said = try? hosts[index].view?.pads[document]?.edits(from: base, to: String(new)) else { return }
        let last = save(said, document, base, at: index)
        // Some go on from what they saved, others from what they had opened.
        if dice.below(2) == 0 { hosts[index].view?.looked[document] = last }
    }

    /// Each entry of one save builds on the one before.
    ///
    /// - Returns: what the next one builds on.
    private mutating func save(
        _ said: [SharedPad.Said], _ document: EntryID, _ base: [EntryID], at index: Int
    ) -> [EntryID] {
        var parents = base
        for (shape, content) in said {
            let draft = EntryDraft(
                document: document, parents: parents, kind: EntryKind.padEdit.rawValue, shape: shape, content: content,
                createdMS: wallMS(of: index))
            guard let id = sign(draft, index) else { return parents }
            parents = [id]
        }
        return parents
    }
}
