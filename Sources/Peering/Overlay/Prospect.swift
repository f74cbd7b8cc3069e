import Keys
import Wire

/// Somewhere that may be dialled.
struct Prospect: Sendable {
    /// Why we know of it.
    enum Source: Hashable, Sendable {
        /// A person typed it.
        case manual(String)
        /// DNS-SD showed it.
        case sighting(String)
        /// An attendee says that they listen there.
        case attendee(PublicKey)
    }

    let source: Source
    var endpoints: [Endpoint]
    var state: State

    /// What is looked at often; it holds no references, so that looking costs nothing.
    struct State: Sendable {
        let isManual: Bool
        let isSighting: Bool
        /// Whom it led to, or who says that they listen there.
        var leadsTo: PublicKey?
        /// Whom it leads to was found by linking, not only said.
        var isProven = false
        /// Its addresses changed and were not dialled yet.
        var hasMoved = false
        /// It is ourselves: never dial it.
        var isOurself = false
        /// Dials that failed in a row.
        var attempts = 0
        /// Not before this moment.
        var notBefore: Instant
        /// The dial under way.
        var dial: DialID?
        let since: Instant
        /// Counts prospects: the oldest has the smallest.
        let number: UInt64
    }

    init(source: Source, endpoints: [Endpoint], leadsTo: PublicKey?, number: UInt64, at now: Instant) {
        self.source = source
        self.endpoints = endpoints
        let isManual = if case .manual = source { true } else { false }
        let isSighting = if case .sighting = source { true } else { false }
        state = State(
            isManual: isManual, isSighting: isSighting, leadsTo: leadsTo, notBefore: now, since: now, number: number)
    }
}
