import NIOCore
import Peering
import Transport
import Wire

/// Hears what happens on the links of one transport, in order, and lets a test wait for it. Lives on the event loop.
final class Recorder: TransportDelegate {
    enum Happening: Sendable {
        case opened(OpenedLink)
        case received(Message, LinkID)
        case closed(LinkID, String)
        case failed(DialID, DialFailure, String)
        case version(Int, IPAddress)
    }

    struct TooLate: Error, CustomStringConvertible {
        let happened: [Happening]

        var description: String { "it did not happen in time, only \(happened.count) things: \(happened.prefix(20))" }
    }

    private struct Waiter {
        let isMet: @Sendable ([Happening]) -> Bool
        let promise: EventLoopPromise<[Happening]>
    }

    private struct State {
        var happened: [Happening] = []
        var waiters: [Waiter] = []
    }

    private let loop: any EventLoop
    private let state: NIOLoopBoundBox<State>

    init(loop: any EventLoop) {
        self.loop = loop
        state = .makeBoxSendingValue(State(), eventLoop: loop)
    }

    /// All that happened, once this is true of it.
    private func wait(until isMet: @escaping @Sendable ([Happening]) -> Bool) async throws -> [Happening] {
        let promise = loop.makePromise(of: [Happening].self)
        let limit = loop.scheduleTask(in: .seconds(10)) {
            promise.fail(TooLate(happened: self.state.value.happened))
        }
        promise.futureResult.whenComplete { _ in limit.cancel() }
        loop.execute {
            self.state.value.waiters.append(Waiter(isMet: isMet, promise: promise))
            self.notify()
        }
        return try await promise.futureResult.get()
    }

    /// All that happened, once at least so many links opened and closed, messages came and dials failed.
    func wait(
        opened: Int = 0, received: Int = 0, closed: Int = 0, failed: Int = 0
    ) async throws -> [Happening] {
        try await wait { happened in
            happened.opened.count >= opened && happened.received.count >= received
                && happened.closed.count >= closed && happened.failures.count >= failed
        }
    }

    /// All that happened, once people of another version were met so often.
    func wait(versions: Int) async throws -> [Happening] { try await wait { $0.versions.count >= versions } }

    /// All that happened up to now.
    func soFar() async throws -> [Happening] { try await wait(opened: 0) }

    private func add(_ happening: Happening) {
        state.value.happened.append(happening)
        notify()
    }

    private func notify() {
        let happened = state.value.happened
        state.value.waiters.removeAll { waiter in
            guard waiter.isMet(happened) else { return false }
            waiter.promise.succeed(happened)
            return true
        }
    }

    func linkOpened(_ link: OpenedLink) { add(.opened(link)) }
    func received(_ message: Message, over link: LinkID) { add(.received(message, link)) }
    func linkClosed(_ link: LinkID, reason: String) { add(.closed(link, reason)) }
    func dialFailed(_ dial: DialID, _ failure: DialFailure, reason: String) { add(.failed(dial, failure, reason)) }
    func metVersion(_ version: Int, at address: IPAddress) { add(.version(version, address)) }
}

extension [Recorder.Happening] {
    var opened: [OpenedLink] { compactMap { if case .opened(let link) = $0 { link } else { nil } } }
    var received: [Message] { compactMap { if case .received(let message, _) = $0 { message } else { nil } } }
    var closed: [LinkID] { compactMap { if case .closed(let link, _) = $0 { link } else { nil } } }
    var reasons: [String] { compactMap { if case .closed(_, let reason) = $0 { reason } else { nil } } }
    var versions: [Int] { compactMap { if case .version(let version, _) = $0 { version } else { nil } } }
    var failures: [DialFailure] { compactMap { if case .failed(_, let failure, _) = $0 { failure } else { nil } } }
}
