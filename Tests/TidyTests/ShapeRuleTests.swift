import Testing

/// The rules of sizes and comments find what they are for, and nothing else.
struct ShapeRuleTests {
    func lines(_ text: String, at path: String = "Sources/Peering/X.swift") -> [Int] {
        ShapeRules.violations(in: SourceFile(path: path, text: text)).map(\.line)
    }

    func repeated(_ line: String, _ count: Int) -> String { String(repeating: line + "\n", count: count) }

    @Test("A file has at most 400 lines, a main 40")
    func files() {
        #expect(lines(repeated("let a = 1", 400)) == [])
        #expect(lines(repeated("let a = 1", 401)) == [401])
        #expect(lines(repeated("let a = 1", 41), at: "Sources/baithakd/X.swift") == [41])
        #expect(lines(repeated("let a = 1", 401), at: "Sources/Wire/baithak.pb.swift") == [])
    }

    @Test("A line has at most 120 columns, counted in characters")
    func columns() {
        #expect(lines("//" + String(repeating: "x", count: 118)) == [])
        #expect(lines("\n//" + String(repeating: "x", count: 119)) == [2])
        #expect(lines("//" + String(repeating: "ä", count: 118)) == [])
    }

    @Test(
        "Code that belongs together has at most 70 lines, whatever declares it",
        arguments: [
            "func f<A: B>(_ a: A) -> [C] where D == E {", "init(a: () -> Void = {}) {", "init?() {", "deinit {",
            "var a: Int {", "let a = b {", "subscript(a: Int) -> Int {", "static func f(\n a: Int) {",
            "class func f() {",
        ])
    func functions(_ header: String) {
        let opening = "struct A {\n" + header + "\n"
        let headerLines = header.split(separator: "\n").count
        #expect(lines(opening + repeated("a.init()", 69 - headerLines) + "}\n}\n") == [])
        #expect(lines(opening + repeated("if a { b }", 70 - headerLines) + "}\n}\n") == [2])
    }

    @Test("A type may be longer than a function, and each function in it counts alone")
    func types() {
        let member = "func f() {\n" + repeated("a()", 40) + "}\n"
        for type in ["struct A", "final class A: B", "enum A", "actor A", "extension A where B: C"] {
            #expect(lines("\(type) {\nprotocol D {\nvar a: Int { get }\nfunc b()\n}\n" + member + member + "}\n") == [])
        }
    }

    @Test("A package declaration without a doc comment is found, also behind attributes and other modifiers")
    func undocumented() {
        #expect(lines("package struct A {}") == [1])
        #expect(lines("// why\npackage let a = 1") == [2])
        #expect(lines("/// a\npackage let a = 1\n    package let b = 1") == [3])
        #expect(lines("@discardableResult\npackage func a() {}") == [2])
        #expect(lines("private(set) package var a = 1") == [1])
    }

    @Test("A documented one is not, nor what only mentions the word")
    func documented() {
        #expect(lines("/// a\npackage struct A {\n    /// b\n    package static let b = 1\n}") == [])
        #expect(lines("/// a\n@inlinable\n@discardableResult\npackage func a() {}") == [])
        #expect(lines("package import Keys\nlet a = \"package b\" // package c") == [])
        #expect(lines("/// a\npackage package(set) var a = 1") == [])
    }
}
