import Cards
import ControlAPI
import ControlServer
import Gatherings
import Keys
import NIOPosix
import Peering
import Storage

/// Pads, as the control socket has them.
extension NodeShell {
    func pads(in id: String) async throws(Problem) -> [PadSummaryBody] {
        let id = try entryID(id, "gathering")
        guard let state = views[id]?.programme.state else { throw notShown(id) }
        let hidden = blocked(in: id)
        var bodies: [PadSummaryBody] = []
        for session in state.sessions where !hidden.contains(session.proposer) {
            let summary = try await look(session.id, in: id) { pad in
                (pad.spans(hiding: hidden), pad.edits.last { !hidden.contains($0.author) }?.createdMS)
            }
            var authors: [PublicKey] = []
            for span in summary.0 where !authors.contains(span.author) { authors.append(span.author) }
            bodies.append(
                PadSummaryBody(
                    session: session.id.hex, title: session.title, characters: summary.0.reduce(0) { $0 + $1.count },
                    authors: authors.map { person($0, in: id) }, changed: summary.1.map { Self.time($0) }))
        }
        return bodies
    }

    func pad(_ session: String, in id: String) async throws(Problem) -> PadBody {
        let (id, session, title) = try document(session, in: id)
        let hidden = blocked(in: id)
        let (text, version, spans) = try await look(session, in: id) { pad in
            (pad.text(hiding: hidden), pad.heads, pad.spans(hiding: hidden))
        }
        return PadBody(
            session: session.hex, title: title, text: text, version: version.map(\.hex),
            spans: spans.map { SpanBody(author: person($0.author, in: id), length: $0.count) })
    }

    func savePad(_ session: String, _ body: PadTextBody, in id: String) async throws(Problem) -> PadSavedBody {
        let (id, session, _) = try document(session, in: id, toWrite: true)
        var base: [EntryID] = []
        for hex in body.version { base.append(try entryID(hex, "version")) }
        return try await save(PadSave(gathering: id, session: session, version: base, text: Array(body.text.utf8)))
    }

    func appendToPad(_ session: String, _ body: AppendBody, in id: String) async throws(Problem) -> PadSavedBody {
        let (id, session, _) = try document(session, in: id, toWrite: true)
        let (said, heads) = try await look(session, in: id) { pad throws(ContentError) in
            (try pad.edits(appending: body.text), pad.heads)
        }
        return try await write(said, to: session, in: id, from: heads)
    }

    func padLog(_ session: String, in id: String) async throws(Problem) -> [PadEditBody] {
        let (id, session, _) = try document(session, in: id)
        let hidden = blocked(in: id)
        return try await look(session, in: id) { $0.edits }.filter { !hidden.contains($0.author) }.map { edit in
            PadEditBody(
                id: edit.id.hex, author: person(edit.author, in: id), created: Self.time(edit.createdMS),
                inserted: edit.inserted, deleted: edit.deleted, excerpt: edit.excerpt, isRetracted: edit.isRetracted)
        }
    }

    func characters(of session: EntryID, in id: EntryID) async throws(Problem) -> Int {
        let hidden = blocked(in: id)
        return try await look(session, in: id) { $0.spans(hiding: hidden).reduce(0) { $0 + $1.count } }
    }

    // Taking back.

    func retract(_ body: RetractBody, in id: String) async throws(Problem) -> SavedBody {
        let (id, target) = (try joinedGathering(id), try entryID(body.id, "entry"))
        let store = store
        // What was written a moment ago can be taken back, too.
        try await writeFirst()
        let kept: Entry?
        do {
            kept = try await NIOThreadPool.singleton.runIfActive { try store.entry(of: id, named: target) }
        } catch { throw Problem(.failed, "\(error)") }
        guard let entry = kept else {
            throw Problem(
                .notFound, "Nothing here has that id: `baithak note log` and `baithak session list` show ids.")
        }
        guard entry.header.log.author == signer.publicKey else {
            throw Problem(.refused, "Somebody else wrote that: only they can take it back.")
        }
        guard entry.content != nil else { throw Problem(.badValue, "That was taken back already.") }
        let content = Content.retraction(Content.Retraction(of: entry))
        guard let document = entry.header.document else {
            throw Problem(.refused, "A gathering that was founded cannot be taken back: leave it instead.")
        }
        if document == id { return try await write(content, in: id) }
        // What is left of it in the pad goes first, so that nothing is seen in its place.
        let (said, heads) = try await look(document, in: id) { pad in
            (try? pad.edits(removing: target), pad.heads)
        }
        var written = try sign(said ?? [], onto: heads, of: document, in: id, and: 1)
        let (kind, shape, bytes) = content.encoded()
        written.append(
            try sign(
                EntryDraft(
                    document: document, parents: written.last.map { [$0.id] } ?? heads, kind: kind, shape: shape,
                    content: bytes,
                    createdMS: UInt64(max(0, WallClock.nowMS))), in: id))
        return try await save(written, in: id)
    }

    // Pads in memory.

    /// The gathering, the session and its title.
    ///
    /// - Parameter toWrite: whether something is to be written there, which nobody could read in a session that was
    ///   taken back.
    private func document(
        _ session: String, in id: String, toWrite: Bool = false
    ) throws(Problem) -> (EntryID, EntryID, String) {
        let (id, session) = (try joinedGathering(id), try entryID(session, "session"))
        guard let state = views[id]?.programme.state else { throw notShown(id) }
        if let found = state.session(session) { return (id, session, found.title) }
        guard state.retractedSessions.contains(session) else {
            throw Problem(.notFound, "There is no such session: `baithak session list` shows them.")
        }
        guard !toWrite else {
            throw Problem(.refused, "This session was taken back, so nobody could read its notes: nothing was saved.")
        }
        return (id, session, "")
    }

    /// Reads something of a pad, which is read from the disk when nobody looked at it before.
    func look<Result>(
        _ document: EntryID, in id: EntryID, _ body: (inout SharedPad) throws(ContentError) -> Result
    ) async throws(Problem) -> Result {
        try await open(document, in: id)
        let result: Result?
        do { result = try views[id]?.with(document, body) } catch { throw Problem(.badValue, "\(error)") }
        guard let result else { throw notShown(id) }
        return result
    }

    func open(_ document: EntryID, in id: EntryID) async throws(Problem) {
        if let loading = views[id]?.loading[document] {
            guard await loading.value else { throw Problem(.failed, "The disk cannot be read: see `baithak status`.") }
            return
        }
        guard views[id]?.pads[document] == nil else { return }
        // From now on it hears of new entries; what is older is read.
        views[id]?.open(document)
        let task = Task { () -> Bool in
            do {
                // Read first: what is in `views` must not be open for a change while others take their turn.
                let entries = try await entries(of: id, document: document)
                views[id]?.take(entries, of: document)
            } catch {
                views[id]?.close(document)
                return false
            }
            return true
        }
        views[id]?.loading[document] = task
        let isRead = await task.value
        views[id]?.loading[document] = nil
        guard isRead else { throw Problem(.failed, "The disk cannot be read: see `baithak status`.") }
    }
}
