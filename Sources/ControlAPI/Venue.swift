/// The local network as the daemon sees it.
package struct Venue: Codable, Hashable, Sendable {
    /// How DNS-SD is doing.
    package var discovery: DiscoveryState
    /// A sentence about it where something is wrong or waiting, else nil.
    package var detail: String?
    /// A sentence where this machine has no network, else nil.
    package var network: String?
    /// True while we are hidden; else nil.
    package var hidden: Bool?
    /// Open links to other attendees.
    package var links: Int

    /// All fields at once.
    package init(
        discovery: DiscoveryState, detail: String? = nil, network: String? = nil, hidden: Bool? = nil, links: Int
    ) {
        self.network = network
        self.hidden = hidden
        self.discovery = discovery
        self.detail = detail
        self.links = links
    }

    /// How DNS-SD is doing.
    package enum DiscoveryState: String, Codable, Hashable, Sendable {
        /// Asked to start, no answer yet.
        case starting
        /// Browsing, and advertised unless hidden.
        case running
        /// Browsing, but Avahi does not announce us; asked again with back-off.
        case unannounced
        /// There is no Avahi or no D-Bus on this machine; people are found by address.
        case byAddress = "by_address"
        /// Avahi died or hangs; tried again with back-off.
        case unavailable
        /// Switched off in the configuration.
        case off
    }
}
