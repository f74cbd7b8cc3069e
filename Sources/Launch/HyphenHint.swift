/// What to type where a text was taken for an option because it begins with a hyphen.
enum HyphenHint {
    /// - Parameters:
    ///   - message: what the argument parser says of these arguments.
    /// - Returns: nil if no argument looks like such a text.
    static func line(_ message: String, _ arguments: [String]) -> String? {
        if let option = quoted(in: message, after: "Missing value for '"),
            let place = arguments.firstIndex(of: option), place + 1 < arguments.count,
            arguments[place + 1].hasPrefix("-")
        {
            return "A text that begins with a hyphen is joined to its option: \(option)=TEXT."
        }
        guard message.hasPrefix("Missing expected argument") || message.hasPrefix("Unknown option"),
            arguments.contains(where: isLikelyText)
        else { return nil }
        return "A text that begins with a hyphen goes behind two others: -- TEXT."
    }

    /// A hyphen and then what no option has.
    private static func isLikelyText(_ argument: String) -> Bool {
        guard argument.hasPrefix("-"), argument.count > 1, argument != "-h" else { return false }
        return !argument.hasPrefix("--") || argument.prefix { $0 != "=" }.contains(" ")
    }

    private static func quoted(in message: String, after start: String) -> String? {
        guard message.hasPrefix(start) else { return nil }
        return String(message.dropFirst(start.count).prefix { $0 != " " && $0 != "'" })
    }
}
