/// Bounds of the settings file.
package enum SettingsLimits {
    /// The file, in bytes: the example with all its comments has a twentieth of that.
    package static let fileBytesMax = 64 * 1024
    /// Problems that are named at once: what fits on a screen.
    package static let problemsMax = 20
    /// Interfaces that can be named: no laptop has more that matter.
    package static let interfacesMax = 16
    /// An interface name, in bytes: the kernel's IFNAMSIZ without its NUL.
    package static let interfaceBytesMax = 15
    /// Addresses to dial at start: enough for a venue's hubs; everybody else is learned from them.
    package static let peersMax = 32
    /// An address, in bytes: a host name of 253, brackets, a port.
    package static let addressBytesMax = 300
    /// Links at one time: each costs a descriptor, and a process has 1,024 of them by default.
    package static let linksMax = 1...500
    /// Seconds between two signs of life: below, the venue is busy with them; above, nobody notices who left.
    package static let beatSeconds = 1...600
}
