/// What discovery tells.
package enum DiscoveryEvent: Hashable, Sendable {
    /// How discovery itself is doing; told when it changes.
    case state(DiscoveryState)
    /// Others can find us under this name. Told again when the name changes, after a conflict or a restart of Avahi.
    case registered(instance: String)
    /// An instance is announced; its addresses are not known before `PeerDiscovery.resolve`.
    case sighted(instance: String)
    /// Somebody can be dialled; told again whenever the endpoints change.
    case found(Candidate)
    /// No address of an instance is known, or none any more, although it is announced.
    case unresolved(instance: String)
    /// An instance is no longer announced.
    case lost(instance: String)
}
