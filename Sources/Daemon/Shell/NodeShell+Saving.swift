import ControlAPI
import ControlServer
import Gatherings
import Keys
import Peering

/// What somebody saves: what they made of a version of a pad.
struct PadSave: Hashable {
    let gathering: EntryID
    let session: EntryID
    let version: [EntryID]
    /// UTF-8: texts that look alike are not the same.
    let text: [UInt8]
}

/// What became of something written to a pad.
struct PadWritten {
    /// Nil if nothing was to be written.
    let saved: SavedBody?
    /// What it builds on.
    let heads: [EntryID]
}

/// How pads are saved.
extension NodeShell {
    /// Who saves the very same again while it is being saved waits for the same answer, so that it is there once;
    /// another save waits for its turn, and is merged like what two people write at once.
    func save(_ save: PadSave) async throws(Problem) -> PadSavedBody {
        if let same = padSaves[save] { return try await same.value.get() }
        guard padSaves.count < DaemonLimits.padSavesMax else {
            throw Problem(
                .failed, "Too many notes are being saved, so nothing of this was kept: save it again in a moment.")
        }
        let task = Task { () -> Result<PadSavedBody, Problem> in
            let hidden = blocked(in: save.gathering)
            do throws(Problem) {
                return .success(
                    try await write(to: save.session, in: save.gathering, from: save.version) {
                        (pad) throws(ContentError) in
                        let text = String(decoding: save.text, as: UTF8.self)
                        return try pad.edits(from: save.version, to: text, hiding: hidden)
                    })
            } catch { return .failure(error) }
        }
        padSaves[save] = task
        defer { padSaves[save] = nil }
        return try await task.value.get()
    }

    /// Writes what somebody does to a pad, and says what became of it.
    ///
    /// - Parameter base: what they had seen; nil for all there is.
    func write(
        to document: EntryID, in id: EntryID, from base: [EntryID]? = nil,
        _ reckon: @escaping @Sendable (inout SharedPad) throws(ContentError) -> [SharedPad.Said]
    ) async throws(Problem) -> PadSavedBody {
        guard views[id]?.programme.name(of: signer.publicKey) != nil else {
            throw Problem(.refused, "\(RuleError.notTakingPart)")
        }
        let written = try await write(to: document, in: id, then: nil, reckon)
        let hidden = blocked(in: id)
        let (text, version) = try await look(document, in: id) { ($0.text(hiding: hidden), $0.heads) }
        return PadSavedBody(
            id: written.saved?.id, copies: written.saved?.copies ?? node.copies(of: id), hidden: isHidden,
            merged: base.map { Set($0) != Set(written.heads) } ?? false, text: text, version: version.map(\.hex))
    }

    /// Writes to a pad as it is now, with something at the end that is no edit. One after the other, each when the one
    /// before is on the disk: what we write builds on all that we wrote before.
    func write(
        to document: EntryID, in id: EntryID, then content: Content?,
        _ reckon: @escaping @Sendable (inout SharedPad) throws(ContentError) -> [SharedPad.Said]
    ) async throws(Problem) -> PadWritten {
        let before = padTurns[document]
        let turn = Task { () -> Result<PadWritten, Problem> in
            _ = await before?.value
            do throws(Problem) {
                return .success(try await writeInTurn(to: document, in: id, then: content, reckon))
            } catch { return .failure(error) }
        }
        padTurns[document] = turn
        defer { if padTurns[document] == turn { padTurns[document] = nil } }
        return try await turn.value.get()
    }

    private func writeInTurn(
        to document: EntryID, in id: EntryID, then content: Content?,
        _ reckon: @escaping @Sendable (inout SharedPad) throws(ContentError) -> [SharedPad.Said]
    ) async throws(Problem) -> PadWritten {
        if let last = padEntries[document], node.waitingEntries(of: id).contains(last) {
            throw notWritten(lastFailure)
        }
        try await open(document, in: id)
        let pad = views[id]?.pads[document]
        let (said, heads) = try await look(document, in: id) { (pad) throws(ContentError) in
            (try reckon(&pad), pad.heads)
        }
        // Not if a fork has taken away something meanwhile.
        guard let pad, views[id]?.pads[document] === pad else {
            throw Problem(.failed, "Somebody's words went away while this was saved: nothing was kept, save it again.")
        }
        guard views[id]?.standing == .joined else { throw notShown(id) }
        var drafts = said.map { (kind: EntryKind.padEdit.rawValue, shape: $0.shape, content: $0.content) }
        if let content { drafts.append(content.encoded()) }
        guard !drafts.isEmpty else { return PadWritten(saved: nil, heads: heads) }
        let written = try sign(drafts, onto: heads, of: document, in: id)
        padEntries[document] = written.last?.id
        return PadWritten(saved: try await save(written, in: id), heads: heads)
    }

    /// Signs what is written to a pad, each entry built on the one before it, if there is room for them.
    private func sign(
        _ said: [(kind: UInt32, shape: [UInt8], content: [UInt8])], onto heads: [EntryID], of document: EntryID,
        in id: EntryID
    ) throws(Problem) -> [Entry] {
        let names = SharedPad.naming(heads)
        let all = names.dropLast().map { _ in (EntryKind.padEdit.rawValue, [UInt8](), [UInt8]()) } + said
        // All of them or none.
        guard all.count <= RecordLimits.pendingMax else {
            throw Problem(.badValue, "That changes more places than one save can: save a part of it first.")
        }
        guard node.waitingEntries(of: id).count + all.count <= RecordLimits.pendingMax else {
            throw Self.tooMuchWaits
        }
        var written: [Entry] = []
        for (place, (kind, shape, content)) in all.enumerated() {
            let parents = place < names.count ? names[place] : written.last.map { [$0.id] } ?? []
            let draft = EntryDraft(
                document: document, parents: parents, kind: kind, shape: shape, content: content,
                createdMS: UInt64(max(0, WallClock.nowMS)))
            written.append(try sign(draft, in: id))
        }
        return written
    }
}
