import Synchronization

/// What callers, the worker and the watch for hanging calls share. Nothing here blocks for longer than a few
/// microseconds, whatever Avahi does.
final class DiscoveryMailbox: Sendable {
    /// What callers want; the worker brings reality towards it.
    struct Wishes: Hashable {
        var browses = false
        var advertisement: Advertisement?
        var resolves: [Resolve] = []
        /// Others whom we have a link with.
        var links = 0
        /// Changes of this machine's networks so far.
        var networkChanges = 0
        var isStopped = false
    }

    /// An instance whose addresses are wanted.
    struct Resolve: Hashable {
        let instance: String
        let asks: Bool
    }

    /// What is announced.
    struct Advertisement: Hashable {
        var instance: String
        var port: UInt16
        var subtypes: [String] = []
    }

    private struct Contents {
        var wishes = Wishes()
        var isWorkerCalled = false
        var state = DiscoveryState.starting
        var outbox: EventOutbox
        var callNumber = 0
        var isCalling = false

        mutating func set(_ newState: DiscoveryState) {
            guard newState != state else { return }
            state = newState
            outbox.send(.state(newState))
        }
    }

    private let contents: Mutex<Contents>

    /// A mailbox whose events go to `stream`; the first is `.state(.starting)`.
    init(stream: AsyncStream<DiscoveryEvent>.Continuation) {
        var outbox = EventOutbox(stream: stream)
        outbox.send(.state(.starting))
        contents = Mutex(Contents(outbox: outbox))
    }

    /// Changes the wishes; true if the worker has to be called, false if it is called already.
    func wish(_ change: (inout Wishes) -> Void) -> Bool {
        contents.withLock { contents in
            change(&contents.wishes)
            if contents.wishes.isStopped { contents.outbox.finish() }
            defer { contents.isWorkerCalled = true }
            return !contents.isWorkerCalled
        }
    }

    /// The wishes as they are now; resolves are handed out once.
    func takeWishes() -> Wishes {
        contents.withLock { contents in
            defer { contents.wishes.resolves = [] }
            contents.isWorkerCalled = false
            return contents.wishes
        }
    }

    /// Whether `stop` was called.
    var isStopped: Bool { contents.withLock { $0.wishes.isStopped } }

    /// Tells an event.
    func send(_ event: DiscoveryEvent) { contents.withLock { $0.outbox.send(event) } }

    /// Tells the state if it changed.
    func set(_ state: DiscoveryState) { contents.withLock { $0.set(state) } }

    /// Offers again what the consumer had no room for; true if something is still kept back.
    func flush() -> Bool {
        contents.withLock {
            $0.outbox.flush()
            return $0.outbox.isBehind
        }
    }

    /// Whether something is kept back.
    var isBehind: Bool { contents.withLock { $0.outbox.isBehind } }

    /// A call that may block begins; the number names it.
    func beginCall() -> Int {
        contents.withLock {
            $0.callNumber += 1
            $0.isCalling = true
            return $0.callNumber
        }
    }

    /// The call returned.
    func endCall() { contents.withLock { $0.isCalling = false } }

    /// Tells `state` if the call of this number still blocks.
    func report(_ state: DiscoveryState, ifCalling number: Int) {
        contents.withLock {
            if $0.isCalling && $0.callNumber == number { $0.set(state) }
        }
    }
}
