import HummingbirdCore
import NIOCore
import Synchronization

/// A connection that was accepted, on its way to whoever serves it.
///
/// When the server ends, connections may be left between accepting and serving. SwiftNIO ends the whole process if an
/// asynchronous channel is dropped unserved, so one that nobody took is closed in the proper way when it is dropped.
final class GuardedConnection: ServerChildChannelValue {
    private let inner: HTTP1Channel.Value
    private let isTaken = Atomic(false)

    init(_ inner: HTTP1Channel.Value) { self.inner = inner }

    var channel: any Channel { inner.channel }

    /// What serves the connection and closes it afterwards.
    func take() -> HTTP1Channel.Value {
        isTaken.store(true, ordering: .releasing)
        return inner
    }

    deinit {
        guard !isTaken.load(ordering: .acquiring) else { return }
        // The only error is that the connection is closed already.
        Task { [inner] in try? await inner.executeThenClose { _, _ in } }
    }
}
