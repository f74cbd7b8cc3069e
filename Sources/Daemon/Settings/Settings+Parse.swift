import TOMLKit

extension Settings {
    /// Reads the text of a settings file (TOML 1.0).
    ///
    /// - Parameter file: the name to use in messages.
    /// - Throws: ``SettingsError`` with everything that is wrong: unknown keys, values of the wrong type or out of
    ///   bounds; or, if the text is no TOML at all, the first place where it is not.
    package static func parse(_ text: String, file: String) throws(SettingsError) -> Settings {
        let lines = KeyLines(text)
        if let refusal = lines.refusal { throw SettingsError(file: file, problems: [refusal]) }
        let table: TOMLTable
        do {
            table = try TOMLTable(string: text)
        } catch {
            throw SettingsError(file: file, problems: [SettingsProblem(notTOML: error)])
        }
        var reader = SettingsReader(lines: lines)
        let settings = reader.read(table)
        guard reader.problems.isEmpty else {
            // Problems without a line come last; the order of equal lines stays as found.
            let sorted = reader.problems.enumerated().sorted {
                ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset)
            }
            throw SettingsError(file: file, problems: sorted.prefix(SettingsLimits.problemsMax).map(\.element))
        }
        return settings
    }
}

extension SettingsProblem {
    fileprivate init(notTOML error: any Error) {
        guard let error = error as? TOMLParseError else {
            self.init(line: nil, key: nil, "It is not TOML: \(error).")
            return
        }
        let detail = error.description.unicodeScalars.map { 0x20...0x7E ~= $0.value ? String($0) : "?" }.joined()
        self.init(line: error.source.begin.line, key: nil, "It is not TOML: \(detail).")
    }
}
