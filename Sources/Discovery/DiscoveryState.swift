/// How discovery itself is doing.
package enum DiscoveryState: Hashable, Sendable {
    /// Nothing was asked of Avahi yet, or the first answer is awaited.
    case starting
    /// Avahi took what was asked of it.
    case running
    /// Avahi or D-Bus is missing, died or hangs. `reason` is a sentence that says what a person can do;
    /// `retryInMS` milliseconds from now it is tried again without anybody's help.
    case unavailable(reason: String, retryInMS: Int64)
}
