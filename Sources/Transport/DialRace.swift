import NIOCore
import NIOPosix
import Peering
import Wire

/// One dial: its addresses are tried one after the other with a short stagger, and the first that authenticates itself
/// wins (after RFC 8305, "Happy Eyeballs"). Lives on the event loop.
final class DialRace {
    let dial: DialID
    let persona: Persona
    private var waiting: [Endpoint]
    private var underWay = 0
    private var failure = DialFailure.unreachable
    private(set) var reason = "there is no address to dial"
    private var isOver = false
    private var racers: [LinkHandler] = []
    private let loop: any EventLoop
    private let start: (Endpoint, DialRace) -> EventLoopFuture<Void>
    private let fail: (DialRace, DialFailure) -> Void

    /// - Parameters:
    ///   - start: connects to one address; its handler joins by ``join(_:)``.
    ///   - fail: called once if no address leads to a link.
    init(
        dial: DialID, endpoints: [Endpoint], persona: Persona, loop: any EventLoop,
        start: @escaping (Endpoint, DialRace) -> EventLoopFuture<Void>,
        fail: @escaping (DialRace, DialFailure) -> Void
    ) {
        self.dial = dial
        self.persona = persona
        waiting = endpoints
        self.loop = loop
        self.start = start
        self.fail = fail
    }

    /// Starts the next address, and the one after it a little later.
    func next() {
        guard !isOver else { return }
        guard !waiting.isEmpty else {
            if underWay == 0 { finish() }
            return
        }
        let endpoint = waiting.removeFirst()
        underWay += 1
        let bound = NIOLoopBound(self, eventLoop: loop)
        start(endpoint, self).whenFailure { error in
            bound.value.reason = "\(endpoint): \(error)"
            bound.value.lost()
        }
        guard !waiting.isEmpty else { return }
        loop.scheduleTask(in: .milliseconds(TransportLimits.raceStaggerMS)) { bound.value.next() }
    }

    /// An address has a connection; one that comes when another has won is closed.
    func join(_ handler: LinkHandler) {
        guard !isOver else { return handler.end(.other("another address was faster")) }
        racers.append(handler)
    }

    /// An address answered and authenticated itself; false if another was faster.
    func won(_ winner: LinkHandler) -> Bool {
        guard !isOver else { return false }
        isOver = true
        for racer in racers where racer !== winner { racer.end(.other("another address was faster")) }
        racers = []
        return true
    }

    /// A connection ended before it authenticated itself.
    func lost(_ ending: LinkHandler.Ending) {
        if case .handshake(.selfConnect) = ending {
            failure = .ourself
        } else if failure == .unreachable {
            failure = .handshake
        }
        reason = ending.reason
        lost()
    }

    private func lost() {
        guard !isOver else { return }
        underWay -= 1
        next()
    }

    private func finish() {
        isOver = true
        racers = []
        fail(self, failure)
    }
}
