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
    let isManual: Bool
    let isSighting: Bool
    var endpoints: [Endpoint]
    /// Whom it led to, or who says that they listen there.
    var leadsTo: PublicKey?
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

    init(source: Source, endpoints: [Endpoint], leadsTo: PublicKey?, number: UInt64, at now: Instant) {
        self.source = source
        isManual = if case .manual = source { true } else { false }
        isSighting = if case .sighting = source { true } else { false }
        self.endpoints = endpoints
        self.leadsTo = leadsTo
        self.number = number
        notBefore = now
        since = now
    }
}
