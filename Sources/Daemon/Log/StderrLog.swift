import Display
import Glibc
import Logging

/// Logs to stderr, one line an event, everything neutralised: values may come from other people. Under systemd each
/// line starts with its priority (sd-daemon(3)) and the journal adds the time.
struct StderrLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info
    private let isJournal: Bool

    init(environment: [String: String]) { isJournal = environment["JOURNAL_STREAM"] != nil }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let fields = metadata.merging(event.metadata ?? [:]) { _, new in new }
        var line = isJournal ? "<\(Self.priority(event.level))>" : "\(Self.time()) \(event.level) "
        line += safe("\(event.message)")
        for (key, value) in fields.sorted(by: { $0.key < $1.key }) {
            line += " \(key)=\(safe("\(value)"))"
        }
        line += "\n"
        let bytes = Array(line.utf8)
        // One call a line, so that lines do not mix.
        _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }

    /// Local time of day.
    private static func time() -> String {
        var now = time_t(WallClock.nowMS / 1000)
        var parts = tm()
        localtime_r(&now, &parts)
        return [parts.tm_hour, parts.tm_min, parts.tm_sec].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}
