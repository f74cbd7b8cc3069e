/// Every key that the settings file may hold, by its full name.
package enum SettingsKey: String, Hashable, Sendable, CaseIterable {
    /// The TCP port to listen on.
    case port = "network.port"
    /// The interfaces whose addresses others are told.
    case interfaces = "network.interfaces"
    /// Links at one time.
    case linksMax = "network.links_max"
    /// Whether to look for others, and be found, by DNS-SD.
    case discovery = "discovery.enabled"
    /// Seconds between two signs of life.
    case beatSeconds = "presence.beat_seconds"
    /// Addresses to dial at start.
    case peers = "peers.addresses"
    /// How much is logged.
    case logLevel = "log.level"

    /// Whether a running daemon takes a new value on SIGHUP; the others take a restart.
    package var isReloadable: Bool {
        switch self {
        case .logLevel, .peers, .beatSeconds: true
        case .port, .interfaces, .linksMax, .discovery: false
        }
    }

    /// The table that the key is in.
    var table: String { String(rawValue.prefix { $0 != "." }) }
    /// The key inside its table.
    var name: String { String(rawValue.drop { $0 != "." }.dropFirst()) }
}
