package import Logging

/// What the settings file says, every value within its bounds.
package struct Settings: Hashable, Sendable {
    /// The TCP port to listen on: 0 is any free one, nil is ``defaultPort`` or, if that is taken, any free one.
    package var port: UInt16?
    /// The interfaces whose addresses others are told, by name; none named means all.
    package var interfaces: [String] = []
    /// Links at one time, within ``SettingsLimits/linksMax``.
    package var linksMax = 64
    /// Whether to look for others, and be found, by DNS-SD.
    package var discovery = true
    /// Seconds between two signs of life, within ``SettingsLimits/beatSeconds``.
    package var beatSeconds = 20
    /// Addresses to dial at start, at most ``SettingsLimits/peersMax``.
    package var peers: [PeerAddress] = []
    /// How much is logged.
    package var logLevel = Logger.Level.info

    /// The port that is tried first: nobody has registered it.
    package static let defaultPort: UInt16 = 22_484

    /// The defaults, as if there were no file.
    package init() {}

    /// What changed since `old`, in the order of ``SettingsKey``: first what a running daemon takes over, then what
    /// takes a restart.
    package func difference(from old: Settings) -> (reloadable: [SettingsKey], needsRestart: [SettingsKey]) {
        let changed = SettingsKey.allCases.filter { value($0) != old.value($0) }
        return (changed.filter(\.isReloadable), changed.filter { !$0.isReloadable })
    }

    private func value(_ key: SettingsKey) -> AnyHashable {
        switch key {
        case .port: port
        case .interfaces: interfaces
        case .linksMax: linksMax
        case .discovery: discovery
        case .beatSeconds: beatSeconds
        case .peers: peers
        case .logLevel: logLevel
        }
    }
}
