import Foundation

/// Published histories and traces, as files of JSON packed by gzip.
package enum GzipFile {
    /// Why a file cannot be read.
    package struct Unreadable: Error, CustomStringConvertible {
        /// A sentence for whoever gave the file's name.
        package let description: String
    }

    /// What a file holds.
    ///
    /// - Throws: ``Unreadable``.
    package static func read<Content: Decodable>(_ type: Content.Type, at path: String) throws -> Content {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Unreadable(description: "\(path) is not there.")
        }
        let gzip = Process()
        let pipe = Pipe()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-dcf", "--", path]
        gzip.standardOutput = pipe
        try gzip.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        gzip.waitUntilExit()
        guard gzip.terminationStatus == 0 else { throw Unreadable(description: "\(path) is not packed by gzip.") }
        do {
            return try JSONDecoder().decode(Content.self, from: data)
        } catch {
            throw Unreadable(description: "\(path) holds something else: \(error)")
        }
    }
}
