import ControlAPI
import Logging
import NIOCore
import Peering
import Storage

extension NodeShell {
    /// Keeps a change until it is written, which begins at once unless the disk has failed. Seeing one attendee again
    /// replaces the earlier change; beyond the bound the oldest sightings are let go, never what concerns ourselves.
    func keep(_ change: Change) {
        if case .seen(let key, _) = change {
            changes.removeAll { if case .seen(key, _) = $0 { true } else { false } }
        }
        switch change {
        case .contact(let meeting): names.set(meeting.name, of: meeting.key)
        case .verified(let key, let name): names.set(name, of: key)
        case .standing(let key, .stranger): names.remove(key)
        default: break
        }
        changes.append(change)
        if changes.count > DaemonLimits.changesWaitingMax,
            let oldest = changes.firstIndex(where: { if case .seen = $0 { true } else { false } })
        {
            changes.remove(at: oldest)
        }
        writeSoon()
    }

    /// Tells the node when everything so far is on the disk, however long that takes.
    func awaitStored(_ token: StoreToken) {
        waits.append(token)
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

    /// One write at a time, so that changes reach the disk in their order.
    private func write() async -> StorageError? {
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
            let (batch, waiting) = (changes, waits)
            (changes, waits) = ([], [])
            do {
                try await store.commit(batch, atMS: WallClock.nowMS)
                storageProblem = nil
            } catch {
                logger.error("writing failed", metadata: ["reason": "\(error)"])
                storageProblem = "\(error)"
                changes = batch + changes
                waits = waiting + waits
                loop.scheduleTask(in: .milliseconds(DaemonLimits.writeAgainMS)) { [weak self] in
                    guard let self else { return }
                    assumeIsolated { shell in _ = Task { await shell.write() } }
                }
                return error
            }
            for token in waiting { handle(.stored(token)) }
        }
        return nil
    }
}
