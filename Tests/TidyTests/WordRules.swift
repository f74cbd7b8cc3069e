/// Words that Swift source may not hold, by place.
enum WordRules {
    /// A run of tokens, written with blanks between them, and why it is not wanted.
    struct Phrase {
        let tokens: [String]
        let why: String

        init(_ text: String, _ why: String) {
            tokens = text.split(separator: " ").map(String.init)
            self.why = why
        }
    }

    /// Nowhere.
    static let everywhere = [
        Phrase("public", "access between targets is `package`"),
        Phrase("open class", "access between targets is `package`"),
        Phrase("@ _exported", "whoever needs a module imports it"),
        Phrase("try !", "an error is handled or passed on"),
        Phrase("as !", "a cast that can fail is handled"),
        Phrase("fatalError", "our own bugs are preconditions, everything else is an error"),
    ]

    /// Only where C memory is touched, each with its invariant.
    static let unsafe = [
        Phrase("@ unchecked", "only modules that touch C memory may say so"),
        Phrase("@ preconcurrency", "only modules that touch C memory may say so"),
        Phrase("unsafe", "only modules that touch C memory may say so"),
    ]
    static let mayBeUnsafe: Set = ["Keys", "QRCode", "Confusables", "Discovery"]

    /// Not on floors 1 to 3: time, entropy, files and logs are arguments or effects there.
    static let pure = [
        Phrase("Task", "time and concurrency belong to the shell"),
        Phrase("DispatchQueue", "time and concurrency belong to the shell"),
        Phrase("Thread", "time and concurrency belong to the shell"),
        Phrase("sleep (", "time belongs to the shell"),
        Phrase("Date (", "time is an argument"),
        Phrase("Date . now", "time is an argument"),
        Phrase("ContinuousClock", "time is an argument"),
        Phrase("SuspendingClock", "time is an argument"),
        Phrase("clock_gettime", "time is an argument"),
        Phrase("UUID (", "entropy is an argument"),
        Phrase("SystemRandomNumberGenerator", "entropy is an argument"),
        Phrase("Logger", "what is worth a log line is an effect"),
        Phrase("print (", "what is worth telling is an effect"),
        Phrase("debugPrint (", "what is worth telling is an effect"),
        Phrase("FileManager", "files belong to Storage"),
        Phrase("FileHandle", "files belong to Storage"),
        Phrase("fopen", "files belong to Storage"),
        Phrase("ProcessInfo", "the environment is an argument"),
        Phrase("CommandLine", "the environment is an argument"),
        Phrase("getenv", "the environment is an argument"),
    ]

    static func violations(in file: SourceFile) -> [Violation] {
        guard !file.isGenerated else { return [] }
        var found = find(everywhere, in: file) + forceUnwraps(in: file) + notes(in: file)
        if !mayBeUnsafe.contains(file.module?.name ?? "") { found += find(unsafe, in: file) }
        if (1...3).contains(file.module?.floor ?? 0) { found += find(pure, in: file) }
        // Keys alone draws secrets, from libsodium.
        if (2...3).contains(file.module?.floor ?? 0) { found += unseededChoices(in: file) }
        return found
    }

    static func find(_ phrases: [Phrase], in file: SourceFile) -> [Violation] {
        let byStart = Dictionary(grouping: phrases) { $0.tokens[0] }
        return file.tokens.indices.flatMap { start in
            (byStart[file.tokens[start].text] ?? []).filter { matches($0, file.tokens[start...]) }
                .map { file.violation(file.tokens[start].line, "`\($0.tokens.joined())`: \($0.why)") }
        }
    }

    /// Whether tokens begin with a phrase. A `!` with a blank before it is a negation, not a part of `try!`.
    private static func matches(_ phrase: Phrase, _ tokens: ArraySlice<Token>) -> Bool {
        let run = tokens.prefix(phrase.tokens.count)
        return run.map(\.text) == phrase.tokens && run.allSatisfy { $0.text != "!" || $0.isGlued }
    }

    /// `!` right behind a value; `!=` is none.
    static func forceUnwraps(in file: SourceFile) -> [Violation] {
        zip(file.tokens, file.tokens.dropFirst()).enumerated().compactMap { index, pair in
            let (value, mark) = pair
            guard mark.text == "!", mark.isGlued, value.isWord || [")", "]", "}", ">", "\"", "?"].contains(value.text)
            else { return nil }
            let after = index + 2 < file.tokens.count ? file.tokens[index + 2] : nil
            if let after, after.text == "=", after.isGlued { return nil }
            return file.violation(mark.line, "`!`: an optional is unwrapped by `guard`, `if` or `??`")
        }
    }

    /// Reminders, in comments and in strings too.
    static func notes(in file: SourceFile) -> [Violation] {
        file.lines.enumerated().filter { $1.contains("TODO") || $1.contains("FIXME") }
            .map { file.violation($0.offset + 1, "what is to be done is an issue, not a comment") }
    }

    /// Random choices without a generator of the caller's.
    static func unseededChoices(in file: SourceFile) -> [Violation] {
        let choices: Set = ["random", "randomElement", "shuffled", "shuffle"]
        return file.tokens.indices.dropFirst().compactMap { index in
            let tokens = file.tokens
            guard choices.contains(tokens[index].text), tokens[index - 1].text == ".", index + 1 < tokens.count,
                tokens[index + 1].text == "("
            else { return nil }
            var depth = 0
            for token in tokens[(index + 1)...] {
                if token.text == "(" { depth += 1 }
                if token.text == ")" { depth -= 1 }
                if depth == 1, token.text == "using" { return nil }
                if depth == 0 { break }
            }
            return file.violation(tokens[index].line, "`.\(tokens[index].text)(`: entropy is an argument; say `using:`")
        }
    }
}
