/// The arrows between modules.
enum ImportRules {
    struct Import: Equatable {
        let module: String
        let line: Int
    }

    /// What a file imports, whatever stands before the word and whatever kind it names.
    static func imports(of file: SourceFile) -> [Import] {
        let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
        return file.tokens.indices.compactMap { index in
            guard file.tokens[index].text == "import", index + 1 < file.tokens.count else { return nil }
            let next = file.tokens[index + 1]
            let isKind = kinds.contains(next.text) && index + 2 < file.tokens.count
            return Import(module: isKind ? file.tokens[index + 2].text : next.text, line: next.line)
        }
    }

    static func violations(in file: SourceFile) -> [Violation] {
        guard let module = file.module else {
            return [file.violation(1, "the table in Architecture.swift knows no module with this folder")]
        }
        let allowed = module.house.union(module.outside).union(Architecture.exceptions[file.path] ?? [])
        return imports(of: file).filter { !allowed.contains($0.module) }
            .map { file.violation($0.line, "\(module.name) must not import \($0.module)") }
    }
}
