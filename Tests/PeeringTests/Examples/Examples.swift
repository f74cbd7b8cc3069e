import Foundation
import Gatherings
import Keys

/// What `docs/examples.md` says: of each section the values by their names.
struct Examples {
    /// A section or a value that is not there.
    struct Missing: Error {
        let name: String
    }

    private let title: String
    private let values: [String: String]

    /// The section under a heading.
    init(_ title: String) throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/examples.md"), encoding: .utf8)
        guard let section = text.components(separatedBy: "\n## ").first(where: { $0.hasPrefix(title + "\n") }) else {
            throw Missing(name: title)
        }
        var values: [String: String] = [:]
        var (isInside, last) = (false, "")
        for line in section.components(separatedBy: "\n") {
            if line == "```" {
                isInside.toggle()
            } else if isInside, line.hasPrefix("    ") {
                values[last, default: ""] += line.drop { $0 == " " }
            } else if isInside {
                let parts = line.components(separatedBy: " =")
                last = parts[0]
                values[last] = String(parts[1].drop { $0 == " " })
            }
        }
        self.title = title
        self.values = values
    }

    /// A value as it is written.
    func text(_ name: String) throws -> String {
        guard let value = values[name] else { throw Missing(name: "\(title): \(name)") }
        return value
    }

    /// The bytes of a value in hexadecimal.
    func bytes(_ name: String) throws -> [UInt8] { try Hex.decode(text(name)) }

    /// The key pair of a seed.
    static func signer(_ name: String) throws -> SigningKey {
        try SigningKey(seed: Secret(copying: Examples("Keys").bytes("\(name)'s seed")))
    }

    /// The entry of a name in the section, as it travels.
    func entry(_ name: String) throws -> Entry {
        let (header, signature) = (try bytes("\(name): header"), try bytes("\(name): signature"))
        return try Entry(
            decoding: Entry.encoded(header: header, signature: signature, content: bytes("\(name): content")))
    }
}
