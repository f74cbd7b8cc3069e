import ControlAPI
import Display
import Glibc

/// A folder that a person asked for.
enum ExportFolder {
    /// Makes the folder, or takes an empty one, and writes the files into it. Nothing is written if a path leads
    /// elsewhere, and nothing that exists is touched.
    static func write(_ files: [ExportFileBody], to folder: String) throws(CommandFailure) {
        if let wrong = files.first(where: { !isSafe($0.path) }) {
            throw CommandFailure(
                .failed,
                "“\(wrong.path)” is no path below a folder, so nothing was written. Is the daemon another version?")
        }
        guard !folder.isEmpty else { throw CommandFailure(.usage, "The folder has no name: give it one.") }
        if mkdir(folder, 0o700) != 0 {
            let reason = errno
            guard reason == EEXIST else {
                throw CommandFailure(
                    .failed, "“\(folder)” cannot be made: \(String(cString: strerror(reason))). Choose another folder.")
            }
            guard isEmptyFolder(folder) else {
                throw CommandFailure(.failed, "“\(folder)” is not an empty folder: name one that does not exist yet.")
            }
        }
        for file in files {
            var place = folder
            for part in file.path.split(separator: "/").dropLast() {
                place += "/" + part
                guard mkdir(place, 0o700) == 0 || errno == EEXIST else {
                    throw CommandFailure(.failed, "“\(place)” cannot be made: \(String(cString: strerror(errno))).")
                }
            }
            try NewFile.write(Array(file.text.utf8), to: "\(folder)/\(file.path)")
        }
    }

    /// Whether a path stays below the folder, and its name does nothing to a terminal.
    static func isSafe(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count <= 1_024 && safe(path).utf8.elementsEqual(path.utf8)
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.first != UInt8(ascii: ".") && $0.utf8.count <= 255 }
    }

    private static func isEmptyFolder(_ path: String) -> Bool {
        guard let folder = opendir(path) else { return false }
        defer { closedir(folder) }
        var names = 0
        while names <= 2, readdir(folder) != nil { names += 1 }
        return names == 2
    }
}
