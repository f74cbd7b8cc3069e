import ControlAPI
import ControlClient
import Display

/// `baithak nearby --watch`: a picture that is redrawn, or a line for each change.
struct NearbyWatch: Sendable {
    let client: ControlClient
    let console: Console
    let isJSON: Bool

    /// Goes on until the daemon goes away, which is an error, somebody types `q`, or a signal ends the process.
    func run() async throws {
        let isPicture = console.hasCursor && !isJSON
        if !isPicture { Interruption.prepare() }
        let lines = try await client.eventLines()
        if isPicture {
            try await draw(lines)
        } else if isJSON {
            for try await line in lines { console.print(json: line) }
        } else {
            try await list(lines)
        }
    }

    /// One line a change: the columns of the table, or the name, the tag and `forgotten`.
    private func list(_ lines: AsyncThrowingStream<String, any Error>) async throws {
        var room = NearbyRoom()
        for try await line in lines {
            guard let event = ControlClient.event(in: line) else { continue }
            let change = room.apply(event, at: 0)
            console.print(NearbyTable.records(change.changed))
            console.print(change.forgotten.map { "\($0.name)\t\($0.tag)\tforgotten" })
            if change.isVenueChanged { for trouble in NearbyHints.trouble(room.venue) { console.say(trouble) } }
        }
    }

    private func draw(_ lines: AsyncThrowingStream<String, any Error>) async throws {
        let screen = NearbyScreen(console: console)
        try await FullScreen.run {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while true {
                        try await Task.sleep(for: NearbyScreen.tick)
                        await screen.drawIfDue()
                    }
                }
                for try await line in lines {
                    if let event = ControlClient.event(in: line) { await screen.apply(event) }
                }
                group.cancelAll()
            }
        }
    }
}
