import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak sync`.
struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync", abstract: "Show who holds what you hold of a gathering.",
        discussion: """
            Look here before you close the lid: as long as nobody holds your latest words, they are on this machine \
            alone. Piped, each attendee is a line: name, tag, how far they are.
            """)

    @Flag(help: "Keep updating; q ends it.")
    var watch = false

    @OptionGroup var gathering: GatheringOption

    @Flag(help: "Print JSON; with --watch one object a line for each change.")
    var json = false

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let gathering = try await gathering.find(client)
        if watch {
            let watch = SyncWatch(client: client, console: console, gathering: gathering, isJSON: json)
            return try await watch.run()
        }
        let answer = try await client.sync(gathering.id)
        if json { return console.print(json: answer.json) }
        if !answer.value.peers.isEmpty {
            Listing.print(SyncTable.columns, SyncTable.rows(answer.value), to: console)
        }
        for line in SyncTable.summary(answer.value) { console.say(line) }
    }
}
