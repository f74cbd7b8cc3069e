/// The answer to a change that takes effect whatever the disk does.
package struct KeptBody: Codable, Hashable, Sendable {
    /// Whether it holds over restarts. If not, the daemon tries again to write it down for as long as it runs.
    package var isKept: Bool
    /// Why it is not kept, as a sentence; nil if it is.
    package var reason: String?

    /// - Parameter reason: why it is not kept, nil if it is.
    package init(reason: String? = nil) {
        isKept = reason == nil
        self.reason = reason
    }

    private enum CodingKeys: String, CodingKey {
        case reason
        case isKept = "is_kept"
    }
}
