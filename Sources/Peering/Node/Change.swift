package import Cards
package import Keys

/// Something that must survive a restart. Storage writes it down; the shell adds the wall-clock time.
package enum Change: Hashable, Sendable {
    /// Our own badge is now this.
    case badge(Badge)
    /// Others may, or may not, see us.
    case visibility(Bool)
    /// An attendee was seen under this name; repeats move the last-seen time on.
    case seen(PublicKey, name: String)
}
