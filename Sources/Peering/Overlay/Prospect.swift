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

    init(source: Source, endpoints: [Endpoint], leadsTo: PublicKey?, at now: Instant) {
        self.source = source
        self.endpoints = endpoints
        self.leadsTo = leadsTo
        notBefore = now
        since = now
    }
}
