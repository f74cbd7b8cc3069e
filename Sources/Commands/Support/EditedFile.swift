import Display
import FoundationEssentials
import Glibc

/// A text in a file of one's own (mode 0600) for as long as a person edits it.
struct EditedFile {
    let path: String

    /// - Parameter suffix: the end of the file's name, by which editors know the language.
    init(_ text: String, suffix: String = ".toml") throws(CommandFailure) {
        path = try Self.make(text, suffix: suffix)
    }

    private static func make(_ text: String, suffix: String) throws(CommandFailure) -> String {
        // The runtime folder is in memory and ours alone; it may be full, or another user's.
        let folders = [Variables["XDG_RUNTIME_DIR"], Variables["TMPDIR"], "/tmp"].compactMap(\.self)
        var reasons: [SafeText] = []
        for folder in folders {
            do throws(Unwritable) {
                return try make(text, in: folder, suffix: suffix)
            } catch { reasons.append("\(folder): \(error.reason)") }
        }
        let list = SafeText(joining: reasons, by: "; ")
        throw CommandFailure(.failed, "No file can be made for the editor. Set TMPDIR to a folder with space. \(list).")
    }

    private struct Unwritable: Error { let reason: String }

    /// A file with the text in it; nothing stays of one that could not be written.
    private static func make(_ text: String, in folder: String, suffix: String) throws(Unwritable) -> String {
        var template = Array("\(folder)/baithak-XXXXXX\(suffix)".utf8CString)
        let descriptor = mkstemps(&template, Int32(suffix.utf8.count))
        guard descriptor >= 0 else { throw Unwritable(reason: String(cString: strerror(errno))) }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno != EINTR {
                let code = errno
                close(descriptor)
                unlink(path)
                throw Unwritable(reason: String(cString: strerror(code)))
            }
        }
        close(descriptor)
        return path
    }

    /// Runs the editor and waits for it.
    ///
    /// - Returns: false if it came back at once and changed nothing, as one does that hands the file to a window: what
    ///   is written there comes later.
    func edit() throws(CommandFailure) -> Bool {
        let before = try text()
        let start = ContinuousClock.now
        let editor = [Variables["VISUAL"], Variables["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
        // A shell takes the editor apart, which may have options; the file's name is an argument of its own.
        // With a trap it takes the editor's word for how it ended, also after Ctrl-C.
        let words = ["sh", "-c", "trap : INT; \(editor) \"$1\"", "sh", path]
        let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        // Ctrl-C is a key of the editor as long as it runs.
        TerminalSignals.begin()
        defer { TerminalSignals.end() }
        var child: pid_t = 0
        var status: Int32 = 0
        guard posix_spawnp(&child, "sh", nil, nil, arguments, environ) == 0 else {
            throw CommandFailure(.failed, "The editor “\(editor)” cannot be started: set EDITOR to another.")
        }
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        // An editor whose terminal was closed has not failed: what was saved before is what was meant.
        guard status == 0 || TerminalSignals.isHungUp else {
            throw CommandFailure(.failed, "The editor “\(editor)” failed. What you wrote is in \(path).")
        }
        return ContinuousClock.now - start > Self.atOnce || textNow() != before
    }

    /// How soon an editor is back that does not wait: some take a second to find their window, and nobody reads a text
    /// in two.
    private static let atOnce = Duration.seconds(2)

    /// What is in the file, without what only its form adds.
    func text() throws(CommandFailure) -> String {
        if let text = textNow() { return text }
        guard access(path, F_OK) == 0 else {
            throw CommandFailure(.failed, "The editor left no file at \(path), so there was nothing to take.")
        }
        throw CommandFailure(
            .failed,
            "What you wrote is in \(path), but not as UTF-8 text, so it was not taken: save it as UTF-8 and edit again."
        )
    }

    /// The same, or nil while there is none: some editors put another file in its place when they save.
    func textNow() -> String? {
        (try? Data(contentsOf: URL(fileURLWithPath: path))).flatMap { String(validating: $0, as: UTF8.self) }
            .map(PlainText.withoutForm)
    }

    func remove() { unlink(path) }
}
