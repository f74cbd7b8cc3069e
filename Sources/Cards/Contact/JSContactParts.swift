/// Names and addresses that are given in parts (RFC 9553, 2.2.1.2 and 2.5.1.2).
enum JSContactParts {
    /// The parts as one text. What stands between two of them is the separator that stands there, else the one that all
    /// have, else the usual one; a separator is no part.
    ///
    /// - Parameters:
    ///   - parts: the array, of which so many are read as two lists may have.
    ///   - usual: what stands between two parts where nothing else is said.
    static func joined(_ parts: JSONValue?, by usual: String, defaultSeparator: String? = nil) -> String {
        guard case .array(let parts) = parts else { return "" }
        var joined = ""
        var separator: String?
        for part in parts.prefix(2 * CardLimits.entriesMax) {
            guard let value = part["value"]?.text else { continue }
            if part["kind"]?.text == "separator" {
                separator = (separator ?? "") + value
            } else {
                if !joined.isEmpty { joined += separator ?? defaultSeparator ?? usual }
                joined += value
                separator = nil
            }
        }
        return joined
    }
}
