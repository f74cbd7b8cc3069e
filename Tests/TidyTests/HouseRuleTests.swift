import Testing

struct HouseRuleTests {
    @Test("No source holds a word that its place forbids")
    func words() {
        for violation in SourceTree.sources.flatMap(WordRules.violations) { Issue.record("\(violation)") }
    }

    @Test("No file, function or line is too long, and every package declaration is documented")
    func shapes() {
        for violation in SourceTree.sources.flatMap(ShapeRules.violations) { Issue.record("\(violation)") }
    }

    @Test("No place is held while something is waited for")
    func waits() {
        for violation in (SourceTree.sources + SourceTree.tests).flatMap(AwaitRules.violations) {
            Issue.record("\(violation)")
        }
    }

    @Test("Every test says in a sentence what holds")
    func testsAreSentences() {
        for file in SourceTree.tests {
            for violation in TestRules.unnamedTests(in: file) { Issue.record("\(violation)") }
        }
    }

    @Test("No test waits by sleeping")
    func testsDoNotSleep() {
        for file in SourceTree.tests {
            for violation in TestRules.sleeps(in: file) { Issue.record("\(violation)") }
        }
    }
}
