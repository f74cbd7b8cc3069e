/// The few things a node does at a time of its own choosing, each with at most one deadline.
struct Timers: Hashable, Sendable {
    enum Kind: Int, CaseIterable {
        /// Our own heartbeat.
        case beat
        /// Somebody may have become quiet, gone or forgotten.
        case presence
        /// Links are looked over for silence.
        case links
        /// A prospect may be dialled again.
        case dial
        /// An instance that DNS-SD shows may be resolved.
        case resolve
        /// Collected announcements go out.
        case announce
        /// A beat that came too soon after another of its author is passed on.
        case passOn
        /// A missing beat is asked for.
        case graft
        /// Everything held is announced to one link.
        case mend
        /// A record is compared, told of, or asked for.
        case record
        /// The founding entry of a gathering that somebody names is asked for again.
        case founding
        /// The time of an exchange may be over.
        case exchange
        /// Something about a desk is said or written again.
        case desk
        /// DNS-SD is to name other gatherings.
        case advertise
    }

    private var deadlines = [Instant?](repeating: nil, count: Kind.allCases.count)
    private var announced: Instant?

    subscript(kind: Kind) -> Instant? {
        get { deadlines[kind.rawValue] }
        set { deadlines[kind.rawValue] = newValue }
    }

    /// Moves a deadline to this moment unless an earlier one stands.
    mutating func atLatest(_ kind: Kind, _ moment: Instant) {
        if let standing = self[kind], standing <= moment { return }
        self[kind] = moment
    }

    /// Takes what is due, in the order of the kinds.
    mutating func takeDue(at now: Instant) -> [Kind] {
        announced = nil
        return Kind.allCases.filter { kind in
            guard let deadline = self[kind], deadline <= now else { return false }
            self[kind] = nil
            return true
        }
    }

    /// The earliest deadline, if it is another than the last one told.
    mutating func nextWake() -> Instant? {
        var earliest: Instant?
        for case let deadline? in deadlines where earliest.map({ deadline < $0 }) ?? true { earliest = deadline }
        guard let earliest, earliest != announced else { return nil }
        announced = earliest
        return earliest
    }

    mutating func clear() {
        self = Timers()
    }
}
