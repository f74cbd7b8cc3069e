import ControlAPI
import Dispatch

/// One request and its answer on a connection of their own.
enum HTTPExchange {
    /// A request as it goes over the wire.
    static func request(_ method: String, _ resource: String, _ body: [UInt8]?) -> [UInt8] {
        var head = "\(method) \(resource) HTTP/1.1\r\nHost: baithak\r\nConnection: close\r\n"
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + (body ?? [])
    }

    /// Sends the request and collects the answer: the HTTP status and at most ``ControlLimits/answerBytesMax`` bytes.
    static func run(
        _ socketPath: String, _ request: [UInt8], timeoutMS: Int64
    ) async throws(ControlClientError) -> (status: Int, body: [UInt8]) {
        // The calls block, which the threads that run tasks must not: a queue of one's own gets a thread of its own.
        let queue = DispatchQueue(label: "baithak.request")
        let result = await withCheckedContinuation { continuation in
            queue.async {
                continuation.resume(
                    returning: Result { () throws(ControlClientError) in
                        try runBlocking(socketPath, request, timeoutMS)
                    })
            }
        }
        return try result.get()
    }

    private static func runBlocking(
        _ socketPath: String, _ request: [UInt8], _ timeoutMS: Int64
    ) throws(ControlClientError) -> (status: Int, body: [UInt8]) {
        let deadline = ContinuousClock.now + .milliseconds(timeoutMS)
        let socket = try UnixSocket(connectingTo: socketPath, timeoutMS: timeoutMS)
        try socket.send(request, timeoutMS: timeoutMS)
        var parser = AnswerParser()
        var body: [UInt8] = []
        while !parser.isComplete {
            let waitMS = Int64((deadline - .now) / .milliseconds(1))
            if waitMS <= 0 { throw .timedOut(afterMS: timeoutMS) }
            let piece = try socket.receive(waitMS: waitMS, timeoutMS: timeoutMS)
            if piece.isEmpty { try parser.end() }
            body += try parser.add(piece)
            guard body.count <= ControlLimits.answerBytesMax else {
                throw .garbled("it is larger than \(ControlLimits.answerBytesMax) bytes")
            }
        }
        return (parser.status ?? 0, body)
    }
}
