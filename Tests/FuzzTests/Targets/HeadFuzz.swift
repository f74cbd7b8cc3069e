import ControlAPI
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Synchronization

@testable import ControlServer

/// The head of a request to the control socket, through the same parser and the same routes.
enum HeadFuzz {
    static func take(_ bytes: [UInt8]) -> Bool {
        let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)
        let channel = EmbeddedChannel(handler: ByteToMessageHandler(decoder))
        defer { _ = try? channel.finish(acceptAlreadyClosed: true) }
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        var isAnswered = false
        while let part = try? channel.readInbound(as: HTTPServerRequestPart.self) {
            if case .head(let head) = part, answer(head, on: channel) { isAnswered = true }
        }
        return isAnswered
    }

    /// Whether a request without a body is answered with what it asks for.
    private static func answer(_ head: HTTPRequestHead, on channel: EmbeddedChannel) -> Bool {
        guard let method = HTTPRequest.Method(head.method.rawValue) else { return false }
        let request = Request(
            head: HTTPRequest(method: method, scheme: nil, authority: nil, path: head.uri),
            body: RequestBody(buffer: ByteBuffer()))
        let status = Mutex<HTTPResponse.Status?>(nil)
        // Runs to its end before the next line: nothing in it waits for anything.
        let context = BasicRequestContext(source: .init(channel: channel, logger: quiet))
        Task(executorPreference: AtOnce()) {
            let response = try? await responder.respond(to: request, context: context)
            status.withLock { $0 = response?.status }
        }
        guard let status = status.withLock({ $0 }) else { preconditionFailure("each request is answered") }
        precondition(status != .internalServerError, "what a client says is never our error")
        return status.kind == .successful
    }

    private static let quiet = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
    private static let responder: some HTTPResponder<BasicRequestContext> = ControlRoutes(
        service: FakeService(), heartbeatMS: 15_000, logger: quiet
    ).responder()

    /// Does what is to be done in the thread that wants it done. To wait for another would hang where all are waiting.
    private final class AtOnce: TaskExecutor {
        func enqueue(_ job: consuming ExecutorJob) {
            UnownedJob(job).runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
