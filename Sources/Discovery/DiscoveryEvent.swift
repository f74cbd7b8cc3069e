/// What discovery tells.
package enum DiscoveryEvent: Hashable, Sendable {
    /// How discovery itself is doing; told when it changes.
    case state(DiscoveryState)
    /// Others can find us under this name. Told again when the name changes, after a conflict or a restart of Avahi.
    case registered(instance: String)
    /// Somebody can be dialled; told again whenever the endpoints change.
    case found(Candidate)
    /// A candidate is no longer announced, or none of its addresses is known any more.
    case lost(instance: String)
}
