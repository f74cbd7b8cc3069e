import ControlServer
import Discovery
import Logging
import NIOCore
import Peering
import Storage
import Transport

extension NodeShell {
    /// Reads the settings again and takes over what can change while we run.
    ///
    /// - Returns: a sentence for logs and the service manager.
    func reload() -> String {
        let new: Settings
        do { new = try Settings.load(settingsPath) } catch {
            logger.error("settings not taken over", metadata: ["reason": "\(error)"])
            return "Settings not taken over."
        }
        let (reloadable, needsRestart) = new.difference(from: settings)
        logger.logLevel = new.logLevel
        if new.beatSeconds != settings.beatSeconds {
            handle(.command(.setBeat(milliseconds: Int64(new.beatSeconds) * 1000)))
        }
        unresolved.removeAll { !new.peers.contains($0) }
        for address in settings.peers where !new.peers.contains(address) {
            handle(.command(.removePeer(label: address.description)))
        }
        unresolved += new.peers.filter { !settings.peers.contains($0) }
        settings.logLevel = new.logLevel
        settings.beatSeconds = new.beatSeconds
        settings.peers = new.peers
        Task { await lookUpUnresolved() }
        for key in reloadable { logger.notice("setting taken over", metadata: ["key": "\(key.rawValue)"]) }
        for key in needsRestart {
            logger.warning("setting needs a restart of baithakd", metadata: ["key": "\(key.rawValue)"])
        }
        return needsRestart.isEmpty ? "Settings taken over." : "Settings taken over, some need a restart."
    }

    /// Says goodbye, closes the links, writes what waits and closes the database.
    func stop() async {
        guard !isStopping else { return }
        isStopping = true
        handle(.command(.stop))
        cancelWake()
        discovery?.withdraw()
        hub.finish()
        let deadline = ContinuousClock.now + .milliseconds(DaemonLimits.goodbyeMS)
        transport?.stopListening()
        while transport?.isIdle == false, ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(5))
        }
        transport?.shutDown()
        recordWork.stop()
        discovery?.stop()
        do { try await writeNow() } catch {
            logger.error("not everything was written", metadata: ["reason": "\(error)"])
        }
        do {
            try store.checkpoint()
            try store.close()
        } catch { logger.error("the database was not closed cleanly", metadata: ["reason": "\(error)"]) }
        logger.info("goodbye")
    }
}
