/// The answer of `GET /v1/status`: the daemon about itself.
package struct Status: Codable, Hashable, Sendable {
    /// The program's version, as `0.1.0`.
    package var version: String
    /// The process id of the daemon.
    package var pid: Int
    /// Milliseconds since the daemon started.
    package var uptimeMS: UInt64
    /// Our own name.
    package var name: String
    /// Our own tag.
    package var tag: String
    /// Our own public key in hexadecimal.
    package var key: String
    /// Whether others can see us.
    package var visible: Bool
    /// The TCP port that others dial, nil while hidden.
    package var port: Int?
    /// How DNS-SD is doing.
    package var discovery: Discovery
    /// Our own addresses.
    package var addresses: Addresses
    /// Open links.
    package var links: Int
    /// Attendees by presence.
    package var attendees: Counts
    /// What is wrong and what to do about it, in sentences; empty when all is well.
    package var problems: [String]

    /// How DNS-SD is doing.
    package struct Discovery: Codable, Hashable, Sendable {
        /// The state.
        package var state: Venue.DiscoveryState
        /// A sentence about it where something is wrong or waiting, else nil.
        package var detail: String?
        /// Whether we look for others.
        package var browsing: Bool
        /// Whether others can find us, as far as Avahi knows: it confirmed that, and shows us to ourselves.
        package var advertised: Bool

        /// All fields at once.
        package init(state: Venue.DiscoveryState, detail: String?, browsing: Bool, advertised: Bool) {
            self.state = state
            self.detail = detail
            self.browsing = browsing
            self.advertised = advertised
        }
    }

    /// Attendees by presence.
    package struct Counts: Codable, Hashable, Sendable {
        /// In the room.
        package var here: Int
        /// Two beats missed.
        package var quiet: Int
        /// Left.
        package var gone: Int

        /// All fields at once.
        package init(here: Int, quiet: Int, gone: Int) {
            self.here = here
            self.quiet = quiet
            self.gone = gone
        }
    }

    /// All fields at once.
    package init(
        version: String, pid: Int, uptimeMS: UInt64, name: String, tag: String, key: String, visible: Bool, port: Int?,
        discovery: Discovery, addresses: Addresses, links: Int, attendees: Counts, problems: [String]
    ) {
        self.version = version
        self.pid = pid
        self.uptimeMS = uptimeMS
        self.name = name
        self.tag = tag
        self.key = key
        self.visible = visible
        self.port = port
        self.discovery = discovery
        self.addresses = addresses
        self.links = links
        self.attendees = attendees
        self.problems = problems
    }

    private enum CodingKeys: String, CodingKey {
        case version, pid
        case uptimeMS = "uptime_ms"
        case name, tag, key, visible, port, discovery, addresses, links, attendees, problems
    }
}
