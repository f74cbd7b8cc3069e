import Glibc

extension Settings {
    /// Reads a settings file; one that is not there means the defaults.
    ///
    /// - Throws: ``SettingsError``, also for a file that cannot be read, is no text, or is longer than
    ///   ``SettingsLimits/fileBytesMax``.
    package static func load(_ path: String) throws(SettingsError) -> Settings {
        func refused(_ sentence: String) -> SettingsError {
            SettingsError(file: path, problems: [SettingsProblem(line: nil, key: nil, sentence)])
        }
        // Not blocking, so that a pipe in the file's place cannot hold the daemon up.
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if file < 0 && errno == ENOENT { return Settings() }
        guard file >= 0 else { throw refused("It cannot be read (\(String(cString: strerror(errno)))).") }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: SettingsLimits.fileBytesMax + 1)
        var size = 0
        while size < bytes.count {
            let room = bytes.count - size
            let count = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress.map { $0 + size }, room) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw refused("It cannot be read (\(String(cString: strerror(errno)))).") }
            if count == 0 { break }
            size += count
        }
        guard size <= SettingsLimits.fileBytesMax else {
            throw refused("It is longer than \(SettingsLimits.fileBytesMax) bytes: is it the right file?")
        }
        guard let text = String(validating: bytes.prefix(size), as: UTF8.self) else {
            throw refused("It is not text in UTF-8: save it as UTF-8.")
        }
        return try parse(text, file: path)
    }
}
