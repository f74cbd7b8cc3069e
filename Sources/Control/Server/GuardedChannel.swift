import CLinux
import Glibc
import HummingbirdCore
import Logging
import NIOCore

/// A connection that is looked at before a byte of it is read: the process at its other end must be ours or root's.
///
/// The socket's mode keeps others out already; this holds where the mode does not, as with a descriptor that was
/// passed on or a mode that somebody changed.
struct GuardedChannel: ServerChildChannel {
    let inner: HTTP1Channel
    let connections: ControlConnections
    let mayTalk: @Sendable (_ uid: UInt32) -> Bool

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<GuardedConnection> {
        guard let options = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        // The type is right for this option: CLinux checks its layout against `struct ucred`.
        let peer: EventLoopFuture<baithak_peer> = options.unsafeGetSocketOption(
            level: .socket, name: .init(rawValue: SO_PEERCRED))
        return peer.flatMap { peer in
            if mayTalk(peer.uid) {
                connections.add(channel)
                return inner.setup(channel: channel, logger: logger).map(GuardedConnection.init)
            }
            logger.warning("refused a connection of another user", metadata: ["uid": "\(peer.uid)"])
            return channel.close().flatMapThrowing { throw ChannelError.alreadyClosed }
        }
    }

    func handle(value: GuardedConnection, logger: Logger) async {
        await inner.handle(value: value.take(), logger: logger)
    }
}
