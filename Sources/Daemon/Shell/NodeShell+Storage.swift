import ControlAPI
import Gatherings
import Keys
import Logging
import NIOCore
import NIOPosix
import Peering
import Storage

extension NodeShell {
    /// Keeps a change until it is written, which begins at once unless the disk has failed. Seeing one attendee again
    /// replaces the earlier change; beyond the bound the oldest sightings are let go, never what concerns ourselves.
    func keep(_ change: Change) {
        if case .seen(let key, _) = change {
            changes.removeAll { if case .seen(key, _) = $0.change { true } else { false } }
        }
        var change = change
        switch change {
        case .contact(var meeting):
            names.set(meeting.name, of: meeting.key)
            meeting.occasion = occasion(of: meeting)
            change = .contact(meeting)
        case .verified(let key, let name): names.set(name, of: key)
        case .standing(let key, .stranger): names.remove(key)
        default: break
        }
        changes.append(WaitingChange(number: nextChange, change: change))
        nextChange += 1
        if changes.count > DaemonLimits.changesWaitingMax,
            let oldest = changes.firstIndex(where: { if case .seen = $0.change { true } else { false } })
        {
            changes.remove(at: oldest)
        }
        writeSoon()
    }

    /// Tells the node when everything so far is on the disk, however long that takes.
    func awaitStored(_ token: StoreToken) {
        waits.append(StoreWait(token: token, after: nextChange))
        writeSoon()
    }

    private func writeSoon() {
        guard lastWrite == nil, storageProblem == nil else { return }
        Task { _ = await write() }
    }

    /// Writes everything that waits, after whatever is being written; for answers that promise durability, and for the
    /// end.
    ///
    /// - Throws: a ``Problem`` if the disk fails; the changes wait and are tried again.
    func writeNow() async throws(Problem) {
        if let error = await write() { throw Problem(.failed, "\(error)") }
    }

    /// Brings a change to the disk before it takes effect: if the disk fails, nothing has happened.
    ///
    /// - Parameter change: what the command will write too, which is harmless, because every change says what is. Where
    ///   that is not known before: nothing new, which still tells a disk that takes something from one that is full.
    /// - Throws: a ``Problem`` that says whether to do it again.
    func writeFirst(_ change: Change? = nil) async throws(Problem) {
        let number = nextChange
        changes.append(WaitingChange(number: number, change: change ?? .visibility(node.isVisible)))
        nextChange += 1
        tentative.insert(number)
        let error = await write()
        // Somebody else's attempt may have failed, and this have been withdrawn with it.
        guard tentative.remove(number) == nil else { return }
        throw notWritten(error ?? lastFailure)
    }

    /// What to say of something that is neither on the disk nor waits for it.
    func notWritten(_ failure: StorageError?) -> Problem {
        let rest =
            if case .full? = failure {
                "Nothing of what you did was kept: do it again when that is mended."
            } else {
                "When that is mended, look whether what you did is there before you do it again."
            }
        return Problem(.failed, "\(failure?.description ?? "What you did was not written.") \(rest)")
    }

    /// Writes down what took effect already. If the disk fails, it holds all the same, and is tried again.
    func keepNow() async -> KeptBody { KeptBody(reason: await write().map { "\($0)" }) }

    /// The entries of a document as they count: those on the disk, and over them what others wrote that still waits,
    /// because a disk that takes nothing keeps nobody from reading.
    ///
    /// - Throws: a ``StorageError`` if the disk cannot be read.
    func entries(of id: EntryID, document: EntryID) async throws -> [Entry] {
        let isBehind = await write() != nil
        let waiting = changes.flatMap { waiting -> [Entry] in
            switch waiting.change {
            case .entries(id, let run): run.entries
            case .contents(id, let entries): entries
            default: []
            }
        }.filter { $0.header.document == document && node.holds($0, in: id) }
        let store = store
        let kept = try await NIOThreadPool.singleton.runIfActive { try store.entries(of: id, document: document) }
        // A log may have been stopped since, which the disk has not heard of either.
        return (isBehind ? kept.filter { node.holds($0, in: id) } : kept) + waiting
    }

    /// One write at a time, so that changes reach the disk in their order.
    func write() async -> StorageError? {
        let previous = lastWrite
        let task = Task { () -> StorageError? in
            _ = await previous?.value
            return await writeWaiting()
        }
        lastWrite = task
        let error = await task.value
        if lastWrite == task {
            lastWrite = nil
            // What came after the last look, and before this, began no write of its own.
            if error == nil, !changes.isEmpty || !waits.isEmpty { writeSoon() }
        }
        return error
    }

    private func writeWaiting() async -> StorageError? {
        while !changes.isEmpty || !waits.isEmpty {
            let batch = takeBatch()
            do {
                try await store.commit(batch.map(\.change), atMS: WallClock.nowMS)
                storageProblem = nil
            } catch {
                logger.error("writing failed", metadata: ["reason": "\(error)"])
                storageProblem = "\(error)"
                lastFailure = error
                changes = (batch + changes).filter { tentative.remove($0.number) == nil }
                if await !isKept(batch, after: error) { withdraw() }
                loop.scheduleTask(in: .milliseconds(DaemonLimits.writeAgainMS)) { [weak self] in
                    guard let self else { return }
                    assumeIsolated { shell in _ = Task { await shell.write() } }
                }
                return error
            }
            // Whoever waited for what is written now, or for nothing any more.
            let next = changes.first?.number ?? nextChange
            let due = waits.filter { $0.after <= next }
            waits.removeAll { $0.after <= next }
            for wait in due { handle(.stored(wait.token)) }
        }
        // What failed may have been withdrawn since.
        storageProblem = nil
        return nil
    }

    /// Whether what somebody waits for is on the disk though its commit failed. (It may also come to light at the next
    /// start, if nothing is written before: that is why people are told to look.)
    private func isKept(_ batch: [WaitingChange], after error: StorageError) async -> Bool {
        if case .full = error { return false }
        for change in batch {
            guard case .entries(let id, let run) = change.change, awaited.contains(run.last.id) else { continue }
            // A transaction is kept as a whole.
            let (store, name) = (store, run.last.id)
            let kept = try? await NIOThreadPool.singleton.runIfActive { try store.entry(of: id, named: name) }
            return kept.flatMap { $0 } != nil
        }
        return false
    }

    /// What somebody waits for was not written, and they are told so: it is not to be written later either. They have
    /// it still, in a file or in what they typed, and do it again; if it came by itself too, it would be there twice.
    private func withdraw() {
        for id in node.gatherings {
            let waiting = node.waitingEntries(of: id)
            guard let first = waiting.firstIndex(where: awaited.contains) else { continue }
            let (withdrawn, isFounding) = (Set(waiting[first...]), waiting[first] == id)
            changes.removeAll { change in
                switch change.change {
                case .entries(id, let run): withdrawn.contains(run.last.id)
                // The log ends, or there is no such gathering.
                case .ownLog(id, _): true
                case .gathering(let founding, _): isFounding && founding.id == id
                default: false
                }
            }
            handle(.command(.withdrawEntries(id, withdrawn.intersection(awaited))))
            if isFounding { views[id] = nil }
        }
    }

    /// What one transaction takes: so few entries that whoever saves in the meantime does not wait long.
    private func takeBatch() -> [WaitingChange] {
        var (count, entries) = (0, 0)
        while count < changes.count, count < StorageLimits.changesMax, entries < DaemonLimits.entriesPerCommit {
            if case .entries(_, let run) = changes[count].change { entries += run.entries.count }
            count += 1
        }
        // What somebody saves is kept as a whole, or not at all.
        while count > 0, count < min(changes.count, StorageLimits.changesMax), isOwnEntry(changes[count]),
            isOwnEntry(changes[count - 1])
        {
            count += 1
        }
        defer { changes.removeFirst(count) }
        return Array(changes.prefix(count))
    }

    private func isOwnEntry(_ change: WaitingChange) -> Bool {
        guard case .entries(_, let run) = change.change else { return false }
        return run.log.author == signer.publicKey
    }
}

/// A change that is not written yet.
struct WaitingChange: Sendable {
    /// Grows with every change.
    let number: Int
    let change: Change
}

/// Whoever waits until everything before a change is written.
struct StoreWait: Sendable {
    let token: StoreToken
    let after: Int
}
