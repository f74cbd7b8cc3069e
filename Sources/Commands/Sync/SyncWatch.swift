import ControlAPI
import ControlClient
import Display

/// `baithak sync --watch`: a picture that is redrawn, or a line for each change.
struct SyncWatch: Sendable {
    /// Comparisons with others make no event, so the daemon is asked as often as a person would look.
    static let pause = Duration.seconds(1)

    let client: ControlClient
    let console: Console
    let gathering: GatheringBody
    let isJSON: Bool

    /// Goes on until the daemon goes away, which is an error, somebody types `q`, or a signal ends the process.
    func run() async throws {
        let first = try await client.sync(gathering.id).value
        if console.hasCursor && !isJSON {
            try await FullScreen.run { try await follow(first) { sync, _ in draw(sync) } }
        } else {
            Interruption.prepare()
            try await follow(first) { sync, before in
                if sync != before { try list(sync, after: before) }
            }
        }
    }

    private func follow(_ first: SyncBody, _ show: (SyncBody, _ before: SyncBody?) throws -> Void) async throws {
        var before: SyncBody?
        var sync = first
        while true {
            try show(sync, before)
            before = sync
            try await Task.sleep(for: Self.pause)
            sync = try await client.sync(gathering.id).value
        }
    }

    private func draw(_ sync: SyncBody) {
        let (columns, rows) = console.size
        console.redraw(SyncTable.picture(gathering.title, sync, columns: columns, rows: rows))
    }

    private func list(_ sync: SyncBody, after before: SyncBody?) throws {
        if isJSON { return console.print(json: try JSONText.of(sync)) }
        let known = before.map { Set($0.peers) } ?? []
        let changed = SyncTable.sorted(sync.peers.filter { !known.contains($0) })
        console.print(changed.map { SafeText(joining: SyncTable.cells($0), by: "\t") })
        if before?.copies != sync.copies || before?.latest != sync.latest {
            for line in SyncTable.summary(sync) { console.say(line) }
        }
    }
}
