package import NIOCore

/// Lets a listener rest when the system has no descriptor or memory for one more connection.
///
/// SwiftNIO 2.101 goes on waiting for a connection that it cannot accept, which is there at once, and so tries tens of
/// thousands of times a second; its own `AcceptBackoffHandler` holds back reads, and there the read is pending already.
/// To be put before that handler.
package final class AcceptPause: ChannelInboundHandler {
    /// Connections that were accepted.
    package typealias InboundIn = any Channel

    /// How long a listener rests: a connection that ends meanwhile makes room.
    package static let pause = TimeAmount.milliseconds(200)

    private let onExhaustion: @Sendable () -> Void

    /// - Parameter onExhaustion: called each time there was no room, on the event loop of the listener.
    package init(onExhaustion: @escaping @Sendable () -> Void = {}) { self.onExhaustion = onExhaustion }

    /// Errors of accept(2).
    package func errorCaught(context: ChannelHandlerContext, error: any Error) {
        let options = context.channel.syncOptions
        if error is IOError, (try? options?.setOption(.autoRead, value: false)) != nil {
            onExhaustion()
            let channel = context.channel
            context.eventLoop.scheduleTask(in: Self.pause) {
                // The only error is that the listener was closed.
                try? channel.syncOptions?.setOption(.autoRead, value: true)
            }
        }
        context.fireErrorCaught(error)
    }
}
