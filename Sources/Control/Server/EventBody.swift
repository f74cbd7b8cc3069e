import ControlAPI
import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// Writes a stream of events as server-sent events, with a comment now and then while it is silent.
struct EventBody: Sendable {
    let heartbeatMS: Int64

    private enum Piece {
        case event(Event)
        case heartbeat
    }

    /// Writes until the events end, the reader closes the connection, or the server shuts down.
    ///
    /// The next event is taken only when the last one is written, so a slow reader holds up nothing but its own stream.
    func write(
        _ events: AsyncStream<Event>, for body: RequestBody, to writer: inout any ResponseBodyWriter
    ) async throws {
        // Each source has one piece under way at most, so two places never overflow.
        let (pieces, sink) = AsyncStream.makeStream(of: Piece.self, bufferingPolicy: .bufferingOldest(2))
        let (eventsWritten, eventWritten) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        let (beatsWritten, beatWritten) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingOldest(1))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                await cancelWhenGracefulShutdown {
                    var written = eventsWritten.makeAsyncIterator()
                    for await event in events {
                        sink.yield(.event(event))
                        if await written.next() == nil { break }
                    }
                }
                sink.finish()
            }
            group.addTask { [heartbeatMS] in
                var written = beatsWritten.makeAsyncIterator()
                repeat {
                    try await Task.sleep(for: .milliseconds(heartbeatMS))
                    sink.yield(.heartbeat)
                } while await written.next() != nil
            }
            group.addTask {
                let (untilCancelled, open) = AsyncStream.makeStream(of: Never.self)
                try await body.consumeWithInboundCloseHandler { _ in
                    for await _ in untilCancelled {}
                } onInboundClosed: {
                    sink.finish()
                }
                open.finish()
            }
            for await piece in pieces {
                switch piece {
                case .event(let event):
                    try await writer.write(Self.frame(event))
                    eventWritten.yield()
                case .heartbeat:
                    try await writer.write(ByteBuffer(string: ":\n\n"))
                    beatWritten.yield()
                }
            }
            group.cancelAll()
        }
    }

    private static func frame(_ event: Event) throws -> ByteBuffer {
        var json = try ControlJSON.text(event)
        var frame = ByteBuffer(string: "data: ")
        frame.writeBuffer(&json)
        frame.writeString("\n\n")
        return frame
    }
}
