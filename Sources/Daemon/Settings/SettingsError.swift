/// A settings file that cannot be used, with everything that is wrong in it.
package struct SettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, as it was named.
    package let file: String
    /// What is wrong, in the order of the lines; at least one, at most ``SettingsLimits/problemsMax``.
    package let problems: [SettingsProblem]

    /// One line for each problem: `FILE:LINE: sentence`.
    package var description: String {
        problems.map { problem in
            (problem.line.map { "\(file):\($0): " } ?? "\(file): ") + problem.sentence
        }.joined(separator: "\n")
    }
}
