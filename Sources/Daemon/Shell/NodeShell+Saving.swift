import ControlAPI
import ControlServer
import Dispatch
import Gatherings
import Keys
import Peering

/// Reckons beside the loop how a text that somebody saves differs from the one that they opened: seconds in a debug
/// build, in which links, beats and commands are not to wait. It is a queue of its own, since the pools of tasks and of
/// blocking calls may have a single thread each, and one at a time, since whoever saves is one person.
struct DifferenceWork: Sendable {
    private let queue = DispatchQueue(label: "baithak.differences")

    /// What turns a pad's text at some heads into another, in the pad as it is now: see `SharedPad.edits`.
    func edits(
        of pad: SharedPad, from heads: [EntryID], to text: [UInt8], hiding authors: Set<PublicKey>
    ) async throws(ContentError) -> [SharedPad.Said] {
        let outcome: Result<[SharedPad.Said], ContentError> = await withCheckedContinuation { continuation in
            queue.async {
                var pad = pad
                let text = String(decoding: text, as: UTF8.self)
                do throws(ContentError) {
                    continuation.resume(returning: .success(try pad.edits(from: heads, to: text, hiding: authors)))
                } catch { continuation.resume(returning: .failure(error)) }
            }
        }
        return try outcome.get()
    }
}

/// What somebody saves: what they made of a version of a pad.
struct PadSave: Hashable {
    let gathering: EntryID
    let session: EntryID
    let version: [EntryID]
    /// UTF-8: texts that look alike are not the same.
    let text: [UInt8]
}

/// How pads are saved.
extension NodeShell {
    /// Saves one pad after the other. Who saves the very same again meanwhile waits for the same answer, so that it is
    /// there once; another save waits for its turn, and is merged like what two people write at once.
    func save(_ save: PadSave) async throws(Problem) -> PadSavedBody {
        if let same = padSaves[save] { return try await same.value.get() }
        guard padSaves.count < DaemonLimits.padSavesMax else {
            throw Problem(
                .failed, "Too many notes are being saved, so nothing of this was kept: save it again in a moment.")
        }
        let task = Task { () -> Result<PadSavedBody, Problem> in
            do throws(Problem) { return .success(try await reckonAndWrite(save)) } catch { return .failure(error) }
        }
        padSaves[save] = task
        defer { padSaves[save] = nil }
        return try await task.value.get()
    }

    private func reckonAndWrite(_ save: PadSave) async throws(Problem) -> PadSavedBody {
        let (id, session) = (save.gathering, save.session)
        try await open(session, in: id)
        guard let pad = views[id]?.pads[session] else { throw notShown(id) }
        let said: [SharedPad.Said]
        do {
            said = try await differences.edits(of: pad, from: save.version, to: save.text, hiding: blocked(in: id))
        } catch { throw Problem(.badValue, "\(error)") }
        return try await write(said, to: session, in: id, from: save.version)
    }

    /// Signs edits of a pad, each built on the one before it, if there is room for them and so many `more`.
    func sign(
        _ said: [SharedPad.Said], onto base: [EntryID], of document: EntryID, in id: EntryID, and more: Int = 0
    ) throws(Problem) -> [Entry] {
        // All of them or none.
        guard said.count + more <= RecordLimits.pendingMax else {
            throw Problem(.badValue, "That changes more places than one save can: save a part of it first.")
        }
        guard node.waitingEntries(of: id).count + said.count + more <= RecordLimits.pendingMax else {
            throw Self.tooMuchWaits
        }
        var parents = base
        var written: [Entry] = []
        for (shape, content) in said {
            let draft = EntryDraft(
                document: document, parents: parents, kind: EntryKind.padEdit.rawValue, shape: shape, content: content,
                createdMS: UInt64(max(0, WallClock.nowMS)))
            written.append(try sign(draft, in: id))
            parents = [written[written.count - 1].id]
        }
        return written
    }

    /// Writes what somebody did to a version of a pad, and says what became of it. What came to the pad meanwhile
    /// changes nothing about the version, unless a fork took away what it builds on.
    func write(
        _ said: [SharedPad.Said], to document: EntryID, in id: EntryID, from base: [EntryID]
    ) async throws(Problem) -> PadSavedBody {
        let (heads, isThere) = try await look(document, in: id) { ($0.heads, $0.contains(base)) }
        guard isThere else { throw Problem(.badValue, "\(ContentError.notInPad)") }
        guard views[id]?.standing == .joined else { throw notShown(id) }
        guard views[id]?.programme.name(of: signer.publicKey) != nil else {
            throw Problem(.refused, "\(RuleError.notTakingPart)")
        }
        let written = try sign(said, onto: base, of: document, in: id)
        var copies = node.copies(of: id)
        if !written.isEmpty { copies = try await save(written, in: id).copies }
        let hidden = blocked(in: id)
        let (text, version) = try await look(document, in: id) { ($0.text(hiding: hidden), $0.heads) }
        return PadSavedBody(
            id: written.last?.id.hex, copies: copies, hidden: isHidden, merged: Set(base) != Set(heads), text: text,
            version: version.map(\.hex))
    }
}
