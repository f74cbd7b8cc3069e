/// What is left of Swift source without comments and without the text of strings: words and single marks.
struct Token: Equatable, CustomStringConvertible {
    let text: String
    /// From 1.
    let line: Int
    /// No blank before it.
    let isGlued: Bool
    /// A name, keyword or number, not a mark.
    let isWord: Bool

    var description: String { "\(text)@\(line)" }
}

/// Cuts Swift source into tokens. It knows line and nested block comments, all four forms of string literals with their
/// interpolations (which are code), and names in backticks (which keep them, so that they equal no keyword).
struct Scanner {
    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var isGlued = false
    private var tokens: [Token] = []

    static func tokens(of source: String) -> [Token] {
        var scanner = Scanner(bytes: Array(source.utf8))
        scanner.code(inInterpolation: false)
        return scanner.tokens
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private func byte(_ offset: Int = 0) -> UInt8 { index + offset < bytes.count ? bytes[index + offset] : 0 }

    /// Reads code to the end, or to the parenthesis that closes an interpolation.
    private mutating func code(inInterpolation: Bool) {
        var depth = 0
        while index < bytes.count {
            switch byte() {
            case UInt8(ascii: "\n"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): blank()
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "/"):
                while index < bytes.count, byte() != UInt8(ascii: "\n") { index += 1 }
            case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"): blockComment()
            case UInt8(ascii: "\""): string(hashes: 0)
            case UInt8(ascii: "#"): hash()
            case UInt8(ascii: "`"): escapedWord()
            case let first where Self.isWord(first): word()
            case UInt8(ascii: ")") where inInterpolation && depth == 0:
                index += 1
                return
            case let mark:
                if mark == UInt8(ascii: "(") { depth += 1 }
                if mark == UInt8(ascii: ")") { depth -= 1 }
                add(1, isWord: false)
            }
        }
    }

    private mutating func blank() {
        if byte() == UInt8(ascii: "\n") { line += 1 }
        isGlued = false
        index += 1
    }

    private mutating func add(_ count: Int, isWord: Bool) {
        let text = String(decoding: bytes[index..<index + count], as: UTF8.self)
        tokens.append(Token(text: text, line: line, isGlued: isGlued, isWord: isWord))
        isGlued = true
        index += count
    }

    private mutating func word() {
        var end = index
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        add(end - index, isWord: true)
    }

    private mutating func escapedWord() {
        let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "`")) ?? bytes.count - 1
        add(end + 1 - index, isWord: true)
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
                depth += 1
                index += 2
            } else if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                depth -= 1
                index += 2
            } else {
                if byte() == UInt8(ascii: "\n") { line += 1 }
                index += 1
            }
        } while depth > 0 && index < bytes.count
        isGlued = false
    }

    private mutating func hash() {
        var hashes = 0
        while byte(hashes) == UInt8(ascii: "#") { hashes += 1 }
        guard byte(hashes) == UInt8(ascii: "\"") else { return add(1, isWord: false) }
        index += hashes
        string(hashes: hashes)
    }

    /// Reads a string literal from its first quote; it leaves one mark, and the tokens of its interpolations.
    private mutating func string(hashes: Int) {
        let isLong = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"")
        let closing = Array(repeating: UInt8(ascii: "\""), count: isLong ? 3 : 1)
        let fence = Array(repeating: UInt8(ascii: "#"), count: hashes)
        index += closing.count
        while index < bytes.count {
            if follows(closing + fence) {
                index += closing.count - 1
                add(1, isWord: false)
                index += hashes
                return
            }
            if byte() == UInt8(ascii: "\n") {
                line += 1
                index += 1
                if !isLong { return }
            } else if follows([UInt8(ascii: "\\")] + fence) {
                index += 1 + hashes
                let isInterpolation = byte() == UInt8(ascii: "(")
                // An escaped line end is counted by the branch above.
                if byte() != UInt8(ascii: "\n") { index += 1 }
                if isInterpolation { code(inInterpolation: true) }
            } else {
                index += 1
            }
        }
    }

    private func follows(_ expected: [UInt8]) -> Bool {
        index + expected.count <= bytes.count && bytes[index..<index + expected.count].elementsEqual(expected)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
            true
        default: false
        }
    }
}
