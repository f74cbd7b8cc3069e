import Foundation
import Keys

/// The published vectors: in the folder that `BAITHAK_VECTORS` names, or `../shared/data` from the package's root.
/// They are not part of the project; a test that needs them is skipped, and says so, where they are missing.
enum Vectors {
    static let folder: URL = {
        if let named = ProcessInfo.processInfo.environment["BAITHAK_VECTORS"] { return URL(filePath: named) }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: "shared/data")
    }()

    static let present = FileManager.default.fileExists(atPath: folder.appending(path: "noise-xx.json").path)

    static let why = "the published vectors must be in ../shared/data, or in the folder that BAITHAK_VECTORS names"

    static func load<Content: Decodable>(_ name: String, as type: Content.Type = Content.self) throws -> Content {
        try JSONDecoder().decode(Content.self, from: Data(contentsOf: folder.appending(path: name)))
    }
}

/// A file of C2SP/wycheproof with the fields of one kind of test.
struct Wycheproof<Group: Decodable>: Decodable {
    let numberOfTests: Int
    let testGroups: [Group]
}

func secret(hex: String) throws -> Secret { try Secret(copying: Hex.decode(hex)) }

func agreementKey(hex: String) throws -> AgreementKey { try AgreementKey(secret: secret(hex: hex)) }

extension Secret {
    /// A copy, for comparing.
    var hex: String {
        withBytes { span in span.withUnsafeBytes { Hex.encode($0) } }
    }
}
