/// Hands events to a bounded stream. What the full stream drops is kept back, the newest event of each subject, and
/// offered again by `flush`: the consumer may miss steps, never the outcome. Beyond `keptBackMax` subjects the oldest
/// is forgotten.
struct EventOutbox {
    private enum Subject: Hashable {
        case state
        case registration
        case instance(InstanceName)

        init(_ event: DiscoveryEvent) {
            switch event {
            case .state: self = .state
            case .registered: self = .registration
            case .found(let candidate): self = .instance(InstanceName(candidate.instance))
            case .sighted(let instance), .unresolved(let instance), .lost(let instance):
                self = .instance(InstanceName(instance))
            }
        }
    }

    private let stream: AsyncStream<DiscoveryEvent>.Continuation
    private var keptBack: [DiscoveryEvent] = []

    /// An outbox for a stream whose policy is `bufferingOldest`.
    init(stream: AsyncStream<DiscoveryEvent>.Continuation) { self.stream = stream }

    /// Whether `flush` has something to do.
    var isBehind: Bool { !keptBack.isEmpty }

    /// How many events are kept back.
    var keptBackCount: Int { keptBack.count }

    /// Offers an event, after those that were kept back.
    mutating func send(_ event: DiscoveryEvent) {
        if keptBack.isEmpty && offer(event) { return }
        let subject = Subject(event)
        keptBack.removeAll { Subject($0) == subject }
        keptBack.append(event)
        if keptBack.count > DiscoveryLimits.keptBackMax { keptBack.removeFirst() }
    }

    /// Offers again what was kept back, until the stream is full again.
    mutating func flush() {
        let sent = keptBack.firstIndex { !offer($0) } ?? keptBack.endIndex
        keptBack.removeFirst(sent)
    }

    /// Ends the stream.
    func finish() { stream.finish() }

    private func offer(_ event: DiscoveryEvent) -> Bool {
        if case .dropped = stream.yield(event) { return false }
        return true
    }
}
