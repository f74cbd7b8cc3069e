import Foundation

/// Published histories: in the folder that `BAITHAK_VECTORS` names, or `../shared/data` from the package's root.
enum Vectors {
    static let folder: String = {
        if let named = ProcessInfo.processInfo.environment["BAITHAK_VECTORS"] { return named }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: "shared/data").path
    }()

    static let merges = folder + "/text-merge.json.gz"
    static let friends = folder + "/traces/friendsforever.json.gz"
    static let blog = folder + "/traces/seph-blog1.json.gz"
    static let areThere = [merges, friends, blog].allSatisfy { FileManager.default.fileExists(atPath: $0) }
    static let why = "the published histories must be in ../shared/data, or in the folder that BAITHAK_VECTORS names"
}
