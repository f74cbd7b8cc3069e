import ControlAPI
import Synchronization

/// What waits for one reader: at most ``ControlLimits/eventsWaitingMax`` events, or the mark that it has fallen behind.
final class EventMailbox: Sendable {
    /// What a reader finds.
    enum Delivery: Hashable, Sendable {
        case event(Event)
        /// Events were lost, or none was ever read: everything has to be looked at afresh.
        case behind
        case closed
    }

    private struct State {
        var events: [Event] = []
        var isBehind = true
        var isClosed = false
        var reader: CheckedContinuation<Void, Never>?

        mutating func takeReader() -> CheckedContinuation<Void, Never>? {
            defer { reader = nil }
            return reader
        }
    }

    private let state = Mutex(State())

    /// Leaves an event; never waits.
    func put(_ event: Event) {
        let reader = state.withLock { state in
            if state.events.count == ControlLimits.eventsWaitingMax {
                state.events = []
                state.isBehind = true
            } else {
                state.events.append(event)
            }
            return state.takeReader()
        }
        reader?.resume()
    }

    /// Ends the reader's stream.
    func close() {
        let reader = state.withLock { state in
            state.isClosed = true
            state.events = []
            return state.takeReader()
        }
        reader?.resume()
    }

    /// What comes next, waited for if need be; cancelling the task closes the mailbox. One reader at a time.
    func next() async -> Delivery {
        await withTaskCancellationHandler {
            while true {
                if let delivery = take() { return delivery }
                await withCheckedContinuation { continuation in
                    let isReady = state.withLock { state in
                        if state.isClosed || state.isBehind || !state.events.isEmpty { return true }
                        state.reader = continuation
                        return false
                    }
                    if isReady { continuation.resume() }
                }
            }
        } onCancel: {
            close()
        }
    }

    private func take() -> Delivery? {
        state.withLock { state in
            if state.isClosed { return .closed }
            if state.isBehind {
                state.isBehind = false
                state.events = []
                return .behind
            }
            return state.events.isEmpty ? nil : .event(state.events.removeFirst())
        }
    }
}
