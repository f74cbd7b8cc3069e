import ControlAPI
import Logging
import NIOCore
import Peering
import Storage

extension NodeShell {
    /// Keeps a change until it is written. Seeing one attendee again replaces the earlier change; beyond the bound the
    /// oldest sightings are let go, never what concerns ourselves.
    func keep(_ change: Change) {
        if case .seen(let key, _) = change {
            changes.removeAll { if case .seen(key, _) = $0 { true } else { false } }
        }
        changes.append(change)
        if changes.count > DaemonLimits.changesWaitingMax,
            let oldest = changes.firstIndex(where: { if case .seen = $0 { true } else { false } })
        {
            changes.remove(at: oldest)
        }
        guard !isWriting, storageProblem == nil else { return }
        isWriting = true
        Task { await write() }
    }

    /// Writes what waits, in batches, until nothing does or the disk fails; then it is tried again later.
    private func write() async {
        while !changes.isEmpty {
            let batch = changes
            changes = []
            do {
                try await store.commit(batch, atMS: WallClock.nowMS)
                storageProblem = nil
            } catch {
                logger.error("writing failed", metadata: ["reason": "\(error)"])
                storageProblem = "\(error)"
                changes = batch + changes
                loop.scheduleTask(in: .milliseconds(DaemonLimits.writeAgainMS)) { [weak self] in
                    self?.assumeIsolated { shell in Task { await shell.write() } }
                }
                return
            }
        }
        isWriting = false
    }

    /// Writes everything that waits now; for answers that promise durability, and for the end.
    ///
    /// - Throws: a ``Problem`` if the disk fails; the changes wait on.
    func writeNow() async throws(Problem) {
        let batch = changes
        guard !batch.isEmpty else { return }
        changes = []
        do {
            try await store.commit(batch, atMS: WallClock.nowMS)
            storageProblem = nil
        } catch {
            storageProblem = "\(error)"
            changes = batch + changes
            throw Problem(.failed, "\(error)")
        }
    }
}
