/// One thing that is wrong in a settings file.
package struct SettingsProblem: Hashable, Sendable {
    /// The line, counted from 1, where it is known.
    package let line: Int?
    /// The full name of the key, where there is one.
    package let key: String?
    /// What is wrong and what is right.
    package let sentence: String

    /// All fields at once.
    package init(line: Int?, key: String?, _ sentence: String) {
        self.line = line
        self.key = key
        self.sentence = sentence
    }
}
