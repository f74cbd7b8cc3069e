import ControlAPI
import Dispatch
import Synchronization

/// An open `GET /v1/events`; dropping it closes the connection.
///
/// It reads no further than it is asked to, so a slow reader holds up the daemon's writing and nothing else.
final class EventConnection: Sendable {
    private struct State {
        var answer = AnswerParser()
        var events = EventParser()
        var found: [String] = []
    }

    private let socket: UnixSocket
    private let queue: DispatchQueue
    private let state = Mutex(State())

    private init(_ socket: UnixSocket, _ queue: DispatchQueue) {
        self.socket = socket
        self.queue = queue
    }

    /// Connects, asks, and waits for the head of the answer.
    static func open(_ socketPath: String) async throws(ControlClientError) -> EventConnection {
        // The calls block, which the threads that run tasks must not: a queue of one's own gets a thread of its own.
        let queue = DispatchQueue(label: "baithak.events")
        let result = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(
                    returning: Result { () throws(ControlClientError) in
                        try openBlocking(socketPath, queue)
                    })
            }
        }
        return try result.get()
    }

    /// The JSON of the next event. One call at a time; cancelling the task closes the connection.
    func next() async throws(ControlClientError) -> String {
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    continuation.resume(
                        returning: Result { () throws(ControlClientError) in
                            try self.nextBlocking()
                        })
                }
            }
        } onCancel: {
            socket.stop()
        }
        return try result.get()
    }

    private static func openBlocking(
        _ socketPath: String, _ queue: DispatchQueue
    ) throws(ControlClientError) -> EventConnection {
        let timeoutMS = ControlLimits.answerTimeoutMS
        let connection = EventConnection(try UnixSocket(connectingTo: socketPath, timeoutMS: timeoutMS), queue)
        try connection.socket.send(HTTPExchange.request("GET", "/v1/events", nil), timeoutMS: timeoutMS)
        try connection.state.withLock { state throws(ControlClientError) in
            var refusal: [UInt8] = []
            while state.answer.status == nil || state.answer.status != 200 && !state.answer.isComplete {
                let piece = try connection.socket.receive(waitMS: timeoutMS, timeoutMS: timeoutMS)
                if piece.isEmpty { try state.answer.end() }
                let body = try state.answer.add(piece)
                if state.answer.status == 200 {
                    state.found += try state.events.add(body)
                } else if refusal.count <= ControlLimits.answerBytesMax {
                    refusal += body
                }
            }
            if let status = state.answer.status, status != 200 {
                throw ControlClient.problem(in: refusal, status: status)
            }
        }
        return connection
    }

    private func nextBlocking() throws(ControlClientError) -> String {
        try state.withLock { state throws(ControlClientError) in
            // A daemon that lives sends at least a comment every heartbeat.
            let limitMS = 3 * ControlLimits.heartbeatMS
            while state.found.isEmpty {
                let piece = try socket.receive(waitMS: limitMS, timeoutMS: limitMS)
                // The daemon never ends a stream while it runs.
                if piece.isEmpty { throw .closed }
                state.found += try state.events.add(try state.answer.add(piece))
                if state.answer.isComplete && state.found.isEmpty { throw .closed }
            }
            return state.found.removeFirst()
        }
    }
}
