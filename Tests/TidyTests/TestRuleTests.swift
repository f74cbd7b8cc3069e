import Testing

/// The rules of tests find what they are for.
struct TestRuleTests {
    func file(_ text: String) -> SourceFile { SourceFile(path: "Tests/X/X.swift", text: text) }

    @Test("A test without a sentence is found, one with a sentence is not")
    func names() {
        let text =
            "@Test func a() {}\n@Test(\"b\") func b() {}\n@Test(\n\"c\", arguments: d) func c() {}\n@Test(.tags(e)) func e() {}"
        #expect(TestRules.unnamedTests(in: file(text)).map(\.line) == [1, 5])
    }

    @Test("A test that sleeps is found")
    func sleeps() {
        let text = "try await Task.sleep(for: a)\nusleep(1)\n// sleep(1)\nsleeper()"
        #expect(TestRules.sleeps(in: file(text)).map(\.line) == [1, 2])
    }
}
