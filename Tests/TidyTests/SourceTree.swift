import Foundation

/// One Swift file, read and cut into tokens.
struct SourceFile {
    /// Below the root: `Sources/Keys/Secret.swift`.
    let path: String
    let text: String
    let lines: [Substring]
    let tokens: [Token]

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        tokens = Scanner.tokens(of: text)
    }

    /// Written by a tool, and held to nothing but the imports.
    var isGenerated: Bool { path.hasSuffix(".pb.swift") }

    var module: Architecture.Module? { Architecture.module(of: path) }

    func violation(_ line: Int, _ sentence: String) -> Violation {
        Violation(path: path, line: line, sentence: sentence)
    }
}

/// What is wrong, and where.
struct Violation: Hashable, CustomStringConvertible {
    let path: String
    let line: Int
    let sentence: String

    var description: String { "\(path):\(line): \(sentence)" }
}

/// The tree of the project that these tests are part of.
enum SourceTree {
    static let root: URL = {
        // Tests/TidyTests/SourceTree.swift; a link to the folder is followed.
        let file = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
        return file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    }()

    /// Every Swift file below `Sources`.
    static let sources = files(below: "Sources")
    /// Every Swift file below `Tests`.
    static let tests = files(below: "Tests")

    private static func files(below folder: String) -> [SourceFile] {
        let start = root.appendingPathComponent(folder)
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: start.path)) ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            let text = try? String(contentsOf: start.appendingPathComponent(path), encoding: .utf8)
            return text.map { SourceFile(path: "\(folder)/\(path)", text: $0) }
        }
    }
}
