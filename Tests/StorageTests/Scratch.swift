import FoundationEssentials
import Glibc
import Testing

@testable import Storage

/// A folder that goes away with the test.
final class Scratch: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/baithak-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemFailure.last("mkdtemp") }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { path + "/" + name }

    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

func bytes(_ path: String) throws -> [UInt8] { try Array(Data(contentsOf: URL(fileURLWithPath: path))) }

func put(_ bytes: [UInt8], at path: String, mode: mode_t = 0o600) throws {
    let file = try Descriptor(path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
    try file.writeAll(bytes.span.bytes)
    try file.setMode(mode)
}

func mode(_ path: String) throws -> mode_t {
    var status = stat()
    try #require(lstat(path, &status) == 0)
    return status.st_mode & 0o7777
}
