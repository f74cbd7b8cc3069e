import ControlAPI
import Display

/// How far the others are, as rows and sentences: a pure function of what the daemon said.
enum SyncTable {
    static let columns: [TextTable.Column] = [
        .init(title: "NAME", narrowest: 8), .init(title: "TAG"), .init(title: "STATE"),
    ]

    /// By name, then by key.
    static func rows(_ sync: SyncBody) -> [[SafeText]] { sorted(sync.peers).map(cells) }

    static func sorted(_ peers: [SyncPeerBody]) -> [SyncPeerBody] {
        peers.sorted { ByteOrder.precedes([$0.person.name, $0.person.key], [$1.person.name, $1.person.key]) }
    }

    static func cells(_ peer: SyncPeerBody) -> [SafeText] {
        [SafeText(peer.person.name), SafeText(peer.person.tag), state(peer)]
    }

    static func state(_ peer: SyncPeerBody) -> SafeText {
        switch peer.state {
        case .hasAll where peer.refused > 0: "has all but \(peer.refused), which it refuses"
        case .hasAll: "has all"
        case .behind: "behind by \(peer.behind)"
        case .notCompared: "not compared yet"
        }
    }

    /// What this machine holds, whether our latest words are anywhere else, and what to do where nobody is.
    static func summary(_ sync: SyncBody) -> [SafeText] {
        var lines: [SafeText] = [sync.entries == 1 ? "1 entry here." : "\(sync.entries) entries here."]
        if let latest = sync.latest {
            lines.append(
                "Your latest entry is \(String(latest.prefix(8))). \(Saved.copies(sync.copies, hidden: sync.hidden))")
        } else {
            lines.append("You have written nothing yet.")
        }
        if sync.refusedLogs > 0 {
            let logs: SafeText = sync.refusedLogs == 1 ? "1 log of theirs is" : "\(sync.refusedLogs) logs of theirs are"
            lines.append("Some wrote more than there is room for: \(logs) not taken further here.")
        }
        if sync.peers.isEmpty {
            lines.append(
                "Nobody else of this gathering is known. They appear once they join and are nearby: `baithak nearby`.")
        }
        return lines
    }

    /// The lines of one picture of `--watch`, at most `rows`.
    static func picture(_ title: String, _ sync: SyncBody, columns: Int, rows: Int) -> [SafeText] {
        let summary = summary(sync).map { $0.cut(to: columns) }
        var lines = sync.peers.isEmpty ? [] : TextTable(columns: Self.columns).lines(Self.rows(sync), width: columns)
        let room = max(rows - summary.count - 1, 2)
        if lines.count > room {
            let hidden = lines.count - (room - 1)
            lines = lines.prefix(room - 1) + [("  … and \(hidden) more" as SafeText).cut(to: columns)]
        }
        return [("“\(title)”" as SafeText).cut(to: columns)] + lines + summary
    }
}
