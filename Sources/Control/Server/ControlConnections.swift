import ControlAPI
import NIOCore
import Synchronization

/// The open connections of the control socket. When many are, those on which nothing is asked give way to new ones.
final class ControlConnections: Sendable {
    private struct Connection {
        let channel: any Channel
        /// Nil while a request is being answered.
        var idleSince: NIODeadline?
    }

    private let open = Mutex<[ObjectIdentifier: Connection]>([:])

    /// Follows a connection to its end.
    func add(_ channel: any Channel) {
        open.withLock { $0[ObjectIdentifier(channel)] = Connection(channel: channel, idleSince: .now()) }
        channel.closeFuture.whenComplete { [weak self] _ in
            _ = self?.open.withLock { $0.removeValue(forKey: ObjectIdentifier(channel)) }
        }
        makeRoom()
        lookLater(channel.eventLoop)
    }

    /// A request on it is being answered from now on.
    func begin(on channel: any Channel) { open.withLock { $0[ObjectIdentifier(channel)]?.idleSince = nil } }

    /// The request is answered.
    func end(on channel: any Channel) {
        open.withLock { $0[ObjectIdentifier(channel)]?.idleSince = .now() }
        lookLater(channel.eventLoop)
    }

    /// Closes those that have been idle longest, and for long enough to be sure that no request is on its way.
    ///
    /// - Parameter count: how many; as many as leave half of the places free, unless given.
    func makeRoom(ending count: Int? = nil) {
        let latest = NIODeadline.now() - .milliseconds(ControlLimits.idleInCrowdMS)
        let ending = open.withLock { open in
            let idle = open.values.compactMap { connection in connection.idleSince.map { (connection.channel, $0) } }
            let longest = idle.filter { $0.1 <= latest }.sorted { $0.1 < $1.1 }
            return longest.prefix(count ?? max(0, open.count - ControlLimits.clientsMax / 2)).map(\.0)
        }
        for channel in ending { channel.close(promise: nil) }
    }

    private func lookLater(_ loop: any EventLoop) {
        loop.scheduleTask(in: .milliseconds(ControlLimits.idleInCrowdMS)) { [weak self] in self?.makeRoom() }
    }
}
