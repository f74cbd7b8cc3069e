/// Sizes, and comments where others look.
enum ShapeRules {
    static let fileLinesMax = 400
    static let mainLinesMax = 40
    static let functionLinesMax = 70
    static let columnsMax = 120

    static func violations(in file: SourceFile) -> [Violation] {
        guard !file.isGenerated else { return [] }
        return lengths(in: file) + longFunctions(in: file) + undocumented(in: file)
    }

    static func lengths(in file: SourceFile) -> [Violation] {
        var found: [Violation] = []
        let count = file.lines.last?.isEmpty == true ? file.lines.count - 1 : file.lines.count
        if count > fileLinesMax { found.append(file.violation(count, "a file may have \(fileLinesMax) lines")) }
        if file.module?.floor == 6, count > mainLinesMax {
            found.append(file.violation(count, "a main may have \(mainLinesMax) lines"))
        }
        for (index, line) in file.lines.enumerated() where line.utf8.count > columnsMax && line.count > columnsMax {
            found.append(file.violation(index + 1, "a line may have \(columnsMax) columns, not \(line.count)"))
        }
        return found
    }

    /// The outermost blocks of code, from the line that declares them to the brace that closes them: whatever is in
    /// braces that belong to no type.
    static func longFunctions(in file: SourceFile) -> [Violation] {
        let types: Set = ["struct", "class", "enum", "actor", "protocol", "extension"]
        let members: Set = ["func", "init", "deinit", "subscript", "var", "let"]
        var found: [Violation] = []
        var isTypeComing = false
        var header = 1
        /// Whether each open brace belongs to a type.
        var open: [Bool] = []
        var previous = ""
        for token in file.tokens {
            defer { previous = token.text }
            let isInType = open.allSatisfy { $0 }
            if isInType, previous != ".", types.contains(token.text) {
                isTypeComing = true
            } else if isInType, previous != ".", members.contains(token.text) {
                isTypeComing = false
                header = token.line
            } else if token.text == "{" {
                open.append(isTypeComing)
                isTypeComing = false
            } else if token.text == "}", let wasType = open.popLast() {
                let lines = token.line - header + 1
                if !wasType, open.allSatisfy({ $0 }), lines > functionLinesMax {
                    found.append(file.violation(header, "a function may have \(functionLinesMax) lines, not \(lines)"))
                }
            }
        }
        return found
    }

    /// Declarations that other modules see, without a comment for those who read them there.
    static func undocumented(in file: SourceFile) -> [Violation] {
        zip(file.tokens, file.tokens.dropFirst()).compactMap { token, next in
            guard token.text == "package", next.text != "import", next.text != "(" else { return nil }
            var above = token.line - 2
            func text(_ index: Int) -> Substring { file.lines[index].drop { $0 == " " } }
            while above >= 0, text(above).hasPrefix("@") { above -= 1 }
            guard above < 0 || !text(above).hasPrefix("///") else { return nil }
            return file.violation(token.line, "a `package` declaration has a doc comment")
        }
    }
}
