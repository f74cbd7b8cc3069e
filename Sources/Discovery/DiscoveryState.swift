/// How discovery itself is doing.
package enum DiscoveryState: Hashable, Sendable {
    /// Nothing was asked of Avahi yet, or the first answer is awaited.
    case starting
    /// We look for others, and Avahi has not confirmed yet that others can find us.
    case announcing
    /// We look for others, and others can find us if that was asked for.
    case running(advertised: Bool)
    /// We look for others, and Avahi took our announcement without making it; `reason` is a sentence for a person.
    case unannounced(reason: String)
    /// There has been no Avahi or no D-Bus since the start; it is looked for again and again.
    case absent
    /// Avahi died or hangs, or refuses. `reason` is a sentence that says what a person can do; `retryInMS` milliseconds
    /// from now it is tried again without anybody's help.
    case unavailable(reason: String, retryInMS: Int64)
}
