import Logging
import TOMLKit

/// Goes through a parsed settings file once and collects what is wrong with it.
struct SettingsReader {
    let lines: KeyLines
    private(set) var problems: [SettingsProblem] = []

    init(lines: KeyLines) { self.lines = lines }

    /// The settings; those with a problem have their defaults.
    mutating func read(_ root: TOMLTable) -> Settings {
        var settings = Settings()
        let tables = SettingsKey.allCases.map(\.table)
        for name in root.keys.sorted() {
            guard tables.contains(name) else {
                let known = Set(tables).sorted().map { "[\($0)]" }.joined(separator: ", ")
                note(name, "The key \(Self.quoted(name)) is not known here: there are the tables \(known).")
                continue
            }
            guard let table = root[name]?.table else {
                note(name, "`\(name)` must be a table, [\(name)], and is \(root[name].map(Self.shown) ?? "nothing").")
                continue
            }
            read(table, name, into: &settings)
        }
        return settings
    }

    private mutating func read(_ table: TOMLTable, _ tableName: String, into settings: inout Settings) {
        for name in table.keys.sorted() {
            let full = tableName + "." + name
            guard let key = SettingsKey(rawValue: full), let value = table[name] else {
                let known = SettingsKey.allCases.filter { $0.table == tableName }.map(\.name).joined(separator: ", ")
                note(full, "The key \(Self.quoted(full)) is not known: [\(tableName)] has \(known).")
                continue
            }
            switch key {
            case .port: if let port = port(value) { settings.port = port }
            case .interfaces: if let names = interfaces(value) { settings.interfaces = names }
            case .linksMax: if let count = number(value, key, SettingsLimits.linksMax) { settings.linksMax = count }
            case .discovery:
                if let on = value.bool { settings.discovery = on } else { wrong(key, value, "true or false") }
            case .beatSeconds:
                if let seconds = number(value, key, SettingsLimits.beatSeconds) { settings.beatSeconds = seconds }
            case .peers: if let peers = peers(value) { settings.peers = peers }
            case .logLevel:
                let levels = Logger.Level.allCases.map(\.rawValue)
                if let text = value.string, let level = Logger.Level(rawValue: text) {
                    settings.logLevel = level
                } else {
                    wrong(key, value, "one of " + levels.map { "\"\($0)\"" }.joined(separator: ", "))
                }
            }
        }
    }

    private mutating func port(_ value: any TOMLValueConvertible) -> UInt16? {
        // Below 1024 no other attendee would dial us.
        if let number = value.int, number == 0 || 1_024...65_535 ~= number { return UInt16(number) }
        wrong(.port, value, "0 (any free port) or a whole number from 1024 to 65535")
        return nil
    }

    private mutating func number(
        _ value: any TOMLValueConvertible, _ key: SettingsKey, _ range: ClosedRange<Int>
    ) -> Int? {
        if let number = value.int, range ~= number { return number }
        wrong(key, value, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        return nil
    }

    private mutating func interfaces(_ value: any TOMLValueConvertible) -> [String]? {
        let expected = "a list of up to \(SettingsLimits.interfacesMax) interface names, such as [\"wlan0\"]"
        return list(value, .interfaces, SettingsLimits.interfacesMax, expected) { text in
            let fits = 1...SettingsLimits.interfaceBytesMax ~= text.utf8.count
            // dev_valid_name() of the kernel.
            return fits && text != "." && text != ".."
                && text.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x2F && $0 != 0x3A }
                ? text : nil
        }
    }

    private mutating func peers(_ value: any TOMLValueConvertible) -> [PeerAddress]? {
        let expected =
            "a list of up to \(SettingsLimits.peersMax) addresses, such as [\"192.0.2.1:22484\", \"[2001:db8::1]\"]"
        return list(value, .peers, SettingsLimits.peersMax, expected) {
            PeerAddress($0, defaultPort: Settings.defaultPort)
        }
    }

    private mutating func list<Member: Hashable>(
        _ value: any TOMLValueConvertible, _ key: SettingsKey, _ max: Int, _ expected: String,
        _ read: (String) -> Member?
    ) -> [Member]? {
        guard let array = value.array else {
            wrong(key, value, expected)
            return nil
        }
        guard array.count <= max else {
            note(key.rawValue, "`\(key.rawValue)` must be \(expected), and has \(array.count) members.")
            return nil
        }
        var members: [Member] = []
        for member in array {
            guard let text = member.string, let value = read(text) else {
                wrong(key, member, expected)
                return nil
            }
            if !members.contains(value) { members.append(value) }
        }
        return members
    }

    private mutating func wrong(_ key: SettingsKey, _ value: any TOMLValueConvertible, _ expected: String) {
        note(key.rawValue, "`\(key.rawValue)` must be \(expected), and is \(Self.shown(value)).")
    }

    private mutating func note(_ key: String, _ sentence: String) {
        problems.append(SettingsProblem(line: lines.line(of: key), key: key, sentence))
    }

    private static func quoted(_ key: String) -> String { isPlain(key) ? "`\(key)`" : "of \(key.utf8.count) bytes" }

    /// Whether a text is short and does nothing to a terminal.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 60 && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
    }

    /// A value as a message names it: what it is and, if that is short, which.
    private static func shown(_ value: any TOMLValueConvertible) -> String {
        switch value.type {
        case .string:
            let text = value.string ?? ""
            return isPlain(text) ? "the text \"\(text)\"" : "a text of \(text.utf8.count) bytes"
        case .int: return "the number \(value.int ?? 0)"
        case .double: return "the number \(value.double ?? 0), with a fraction"
        case .bool: return value.bool == true ? "true" : "false"
        case .array: return "a list"
        case .table: return "a table"
        case .date, .time, .dateTime: return "a date or time"
        }
    }
}
