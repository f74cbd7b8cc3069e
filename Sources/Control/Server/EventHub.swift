package import ControlAPI
import Synchronization

/// Spreads events to any number of readers, none of whom can hold up the others or the one who publishes.
///
/// A reader that has ``ControlLimits/eventsWaitingMax`` events waiting loses them and gets a snapshot instead.
package final class EventHub: Sendable {
    private let state = Mutex(State())

    private struct State {
        var mailboxes: [Int: EventMailbox] = [:]
        var nextID = 0
        var isFinished = false
    }

    /// A hub without readers.
    package init() {}

    /// Gives every reader this event.
    package func publish(_ event: Event) {
        // Readers do not see each other, so the order among them does not matter.
        for mailbox in state.withLock({ Array($0.mailboxes.values) }) { mailbox.put(event) }
    }

    /// A stream for one reader: a snapshot, then every event published since, until the reader or the hub ends.
    ///
    /// An event that was published while a snapshot was being taken may be in both; the later one is never older.
    package func events(snapshot: @escaping @Sendable () async -> Nearby) -> AsyncStream<Event> {
        let mailbox = EventMailbox()
        let id = state.withLock { state -> Int in
            state.nextID += 1
            if state.isFinished { mailbox.close() } else { state.mailboxes[state.nextID] = mailbox }
            return state.nextID
        }
        let subscription = Subscription(mailbox: mailbox) { [weak self] in
            self?.state.withLock { $0.mailboxes[id] = nil }
        }
        return AsyncStream {
            switch await subscription.mailbox.next() {
            case .event(let event): event
            case .behind: .snapshot(await snapshot())
            case .closed: nil
            }
        }
    }

    /// Ends all streams, those of readers to come included.
    package func finish() {
        let mailboxes = state.withLock { state in
            defer { state.mailboxes = [:] }
            state.isFinished = true
            return Array(state.mailboxes.values)
        }
        for mailbox in mailboxes { mailbox.close() }
    }

    /// Lives as long as the stream of its reader.
    private final class Subscription: Sendable {
        let mailbox: EventMailbox
        private let onEnd: @Sendable () -> Void

        init(mailbox: EventMailbox, onEnd: @escaping @Sendable () -> Void) {
            self.mailbox = mailbox
            self.onEnd = onEnd
        }

        deinit { onEnd() }
    }
}
