/// House rules of the tests themselves.
enum TestRules {
    /// `@Test` without a sentence.
    static func unnamedTests(in file: SourceFile) -> [Violation] {
        file.tokens.indices.dropFirst().compactMap { index in
            let tokens = file.tokens
            guard tokens[index].text == "Test", tokens[index - 1].text == "@" else { return nil }
            let following = tokens[(index + 1)...].prefix(2).map(\.text)
            return following == ["(", "\""]
                ? nil : file.violation(tokens[index].line, "a test's name is a sentence: @Test(\"…\")")
        }
    }

    private static let sleeping = ["sleep", "usleep", "nanosleep"].map {
        WordRules.Phrase("\($0) (", "a test waits for what happens, never for time")
    }

    static func sleeps(in file: SourceFile) -> [Violation] { WordRules.find(sleeping, in: file) }
}
