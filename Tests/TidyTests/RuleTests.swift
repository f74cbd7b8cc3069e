import Testing

/// The rules find what they are for, and nothing else.
struct RuleTests {
    func file(_ text: String, at path: String = "Sources/Peering/X.swift") -> SourceFile {
        SourceFile(path: path, text: text)
    }

    func lines(_ violations: [Violation]) -> [Int] { violations.map(\.line) }

    @Test("An import that the table does not allow is found, with the file's name and line")
    func wrongImport() {
        let found = ImportRules.violations(in: file("import Keys\npackage import Transport\n"))
        #expect(found.map(\.description) == ["Sources/Peering/X.swift:2: Peering must not import Transport"])
    }

    @Test(
        "Whatever stands before the word, an import is an import",
        arguments: [
            "import Foundation", "@testable import Foundation", "internal import Foundation",
            "import struct Foundation.Date", "import Foundation.NSURL", "@_exported public import Foundation",
            "#if canImport(Foundation)\nimport Foundation\n#endif", "let a = 1; import Foundation",
        ])
    func forms(of text: String) {
        #expect(ImportRules.imports(of: file(text)).map(\.module) == ["Foundation"])
    }

    @Test("An import in a comment or a string is none")
    func noImport() {
        #expect(ImportRules.imports(of: file("// import A\nlet b = \"import C\"\n/* import D */")) == [])
    }

    @Test("A folder that the table does not know is found, and a neighbour on the same floor is no friend")
    func folders() {
        #expect(lines(ImportRules.violations(in: file("let a = 1", at: "Sources/Extra/X.swift"))) == [1])
        #expect(lines(ImportRules.violations(in: file("", at: "Sources/Control/X.swift"))) == [1])
        #expect(lines(ImportRules.violations(in: file("import Transport", at: "Sources/Storage/X.swift"))) == [1])
        let client = file("import ControlServer", at: "Sources/Control/Client/X.swift")
        #expect(lines(ImportRules.violations(in: client)) == [1])
    }

    @Test("The generated file may import what others of its module may not")
    func exceptions() {
        #expect(ImportRules.violations(in: file("import Foundation", at: "Sources/Wire/baithak.pb.swift")) == [])
        #expect(lines(ImportRules.violations(in: file("import Foundation", at: "Sources/Wire/X.swift"))) == [1])
    }

    @Test(
        "Forced unwraps, tries and casts are found",
        arguments: [
            "a!", "a!.b", "f()!", "a[0]!", "x = a!\n", "g(a!)", "let a: Int!", "try! f()", "a as! B", "\"\\(a!)\"",
            "a! == b", "a! = b", "a?.b!", "{ a }()!", "\"a\"!",
        ])
    func forced(_ text: String) {
        #expect(!WordRules.violations(in: file(text, at: "Sources/Storage/X.swift")).isEmpty)
    }

    @Test(
        "Negations and comparisons are no forced unwraps",
        arguments: [
            "!a", "a != b", "a!=b", "a !== b", "f(!a)", "[!a]", "a && !b", "return !a", "try !f()", "// a!", "\"a!\"",
            "#if !os(Linux)", "{ !$0 }", "a ? !b : c",
        ])
    func notForced(_ text: String) {
        #expect(WordRules.violations(in: file(text, at: "Sources/Storage/X.swift")) == [])
    }

    @Test(
        "Time, entropy, files, logs and the environment are found on floors 1 to 3, and only there",
        arguments: [
            "Task { }", "let d = Date()", "Date.now", "UUID()", "SystemRandomNumberGenerator()",
            "Int.random(in: 0...9)",
            "a.randomElement()", "a.shuffled()", "let l: Logger", "print(a)", "FileManager.default", "fopen(a, b)",
            "ProcessInfo.processInfo", "getenv(a)", "CommandLine.arguments", "ContinuousClock()",
        ])
    func impure(_ text: String) {
        for path in ["Sources/Cards/X.swift", "Sources/Wire/X.swift", "Sources/Peering/Node/X.swift"] {
            #expect(lines(WordRules.violations(in: file("let a = 1\n" + text, at: path))) == [2])
        }
        #expect(WordRules.violations(in: file(text, at: "Sources/Daemon/X.swift")) == [])
    }

    @Test(
        "What only looks like them is not",
        arguments: [
            "Int.random(in: 0...9, using: &dice)", "a.shuffled(using: &dice)", "let updated = date()", "TaskName()",
            "// Date()", "\"print(a)\"", "func random(_ a: Int)", "a.random", "blueprint(a)",
        ])
    func pure(_ text: String) { #expect(WordRules.violations(in: file(text)) == []) }

    @Test(
        "What switches checks off is found outside modules that touch C memory",
        arguments: [
            "struct A: @unchecked Sendable", "unsafe f()", "nonisolated(unsafe) var a", "@preconcurrency import A",
        ])
    func unsafe(_ text: String) {
        #expect(lines(WordRules.violations(in: file(text, at: "Sources/Daemon/X.swift"))) == [1])
        #expect(WordRules.violations(in: file(text, at: "Sources/Discovery/X.swift")) == [])
    }

    @Test("The word unsafe within a name or a comment is no switch")
    func unsafeNames() {
        #expect(WordRules.violations(in: file("withUnsafeBytes(of: a) // unsafe\nlet b: UnsafePointer<C>")) == [])
    }

    @Test("Reminders, `public` and fatalError are found everywhere but in generated code")
    func everywhere() {
        let text = "// TODO: a\nlet b = \"FIXME\"\npublic let c = 1\nfatalError(d)\n"
        #expect(lines(WordRules.violations(in: file(text))).sorted() == [1, 2, 3, 4])
        #expect(WordRules.violations(in: file(text, at: "Sources/Wire/baithak.pb.swift")) == [])
        #expect(WordRules.violations(in: file("case `public`; let isPublic = 1")) == [])
    }
}
