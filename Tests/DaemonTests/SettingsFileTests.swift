import FoundationEssentials
import Glibc
import Logging
import Testing

@testable import Daemon

struct SettingsFileTests {
    /// `config/baithak.toml` of the project.
    func example() throws -> [String] {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "config/baithak.toml"), encoding: .utf8)
        return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// A line with its key uncommented; comments in words are left.
    func uncommented(_ line: String) -> String {
        line.hasPrefix("#") && !line.hasPrefix("# ") && line != "#" ? String(line.dropFirst()) : line
    }

    @Test("The example holds the defaults, as it stands and with every key uncommented")
    func defaults() throws {
        let lines = try example()
        #expect(try Settings.parse(lines.joined(separator: "\n"), file: "f") == Settings())
        var settings = try Settings.parse(lines.map(uncommented).joined(separator: "\n"), file: "f")
        #expect(settings.port == Settings.defaultPort)
        settings.port = nil
        #expect(settings == Settings())
    }

    @Test("The example names exactly the keys that there are, says which can be reloaded, and keeps to 120 columns")
    func keys() throws {
        var table = ""
        var comment = ""
        var found: [String] = []
        for line in try example() {
            #expect(line.count <= 120)
            if line.hasPrefix("[") { table = String(line.dropFirst().dropLast()) }
            let key = uncommented(line)
            if key == line {
                comment = line.hasPrefix("#") ? comment + line : ""
                continue
            }
            let name = table + "." + key.prefix { $0 != " " }
            found.append(name)
            let reloadable = try #require(SettingsKey(rawValue: name), "\(name)").isReloadable
            #expect(comment.hasSuffix(reloadable ? "Can be reloaded." : "Needs a restart."), "\(name)")
        }
        #expect(found == SettingsKey.allCases.map(\.rawValue))
    }

    @Test("A file is read; one that is not there means the defaults; anything else is a sentence")
    func load() throws {
        var template = Array("/tmp/baithak-test-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        let folder = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/config.toml"
        #expect(try Settings.load(path) == Settings())
        try Data("log.level = 'error'".utf8).write(to: URL(fileURLWithPath: path))
        #expect(try Settings.load(path).logLevel == .error)
        for (content, sentence) in [
            (Data([0xFF, 0xFE, 0x00]), "It is not text in UTF-8: save it as UTF-8."),
            (Data(repeating: 0x23, count: 65_537), "It is longer than 65536 bytes: is it the right file?"),
        ] {
            try content.write(to: URL(fileURLWithPath: path))
            let error = #expect(throws: SettingsError.self) { try Settings.load(path) }
            #expect(error?.description == "\(path): \(sentence)")
        }
        let error = #expect(throws: SettingsError.self) { try Settings.load(folder) }
        #expect(error?.description == "\(folder): It cannot be read (Is a directory).")
    }
}
