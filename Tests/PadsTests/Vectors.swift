import Foundation
import Pads

/// Published histories: in the folder that `BAITHAK_VECTORS` names, or `../shared/data` from the package's root.
enum Vectors {
    static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["BAITHAK_VECTORS"] { return URL(filePath: named) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: "shared/data")
    }()

    static let merges = folder.appending(path: "text-merge.json.gz")
    static let areThere = FileManager.default.fileExists(atPath: merges.path)
    static let why = "the published histories must be in ../shared/data, or in the folder that BAITHAK_VECTORS names"

    /// A small history and its text.
    struct History: Decodable {
        let txns: [Transaction]
        let endContent: String
    }

    /// What one agent did to the text of its parents.
    struct Transaction: Decodable {
        let span: [Int]
        let parents: [Int]
        let agent: String
        let seqStart: Int
        let ops: [Patch]

        var edits: [Edit] { ops.flatMap(\.edits) }
    }

    /// A place, how much is deleted there, and what is inserted.
    struct Patch: Decodable {
        let position: Int
        let deleted: Int
        let inserted: String

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            position = try list.decode(Int.self)
            deleted = try list.decode(Int.self)
            inserted = try list.decode(String.self)
        }

        var edits: [Edit] {
            (deleted > 0 ? [.delete(at: position, count: deleted)] : [])
                + (inserted.isEmpty ? [] : [.insert(at: position, Array(inserted.unicodeScalars))])
        }
    }

    /// Two people's edits.
    struct ConcurrentTrace: Decodable {
        let endContent: String
        let txns: [Change]

        struct Change: Decodable {
            let parents: [Int]
            let agent: Int
            let patches: [Patch]
        }
    }

    /// One person's edits.
    struct SequentialTrace: Decodable {
        let endContent: String
        let txns: [Change]

        struct Change: Decodable { let patches: [Patch] }
    }

    static func read<Content: Decodable>(_ url: URL) throws -> Content {
        let gzip = Process()
        let pipe = Pipe()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-dc", url.path]
        gzip.standardOutput = pipe
        try gzip.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        return try JSONDecoder().decode(Content.self, from: data)
    }
}
