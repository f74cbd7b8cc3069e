import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak gathering create`.
struct GatheringCreate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Make a gathering, and join it.",
        usage: """
            baithak gathering create <title> --place <text> --days <days> [--invite]
                   [--organiser <who> ...] [--anybody-schedules] [--json]
            """,
        discussion: """
            You are its organiser: organisers add rooms and slots and schedule sessions. An open gathering can be \
            joined by anybody who is nearby; with --invite one needs the code that `baithak gathering invite` prints.
            """)

    @Argument(help: "What it is called.")
    var title: String

    @Option(help: ArgumentHelp("Where it is.", valueName: "text"))
    var place: String

    @Option(help: ArgumentHelp("When it is: 2026-11-28, or 2026-11-28..29.", valueName: "days"))
    var days: String

    @Flag(help: "Only those join who have the code.")
    var invite = false

    @Option(
        name: .customLong("organiser"),
        help: ArgumentHelp("Another organiser: a tag, a whole key, or a name; may be repeated.", valueName: "who"))
    var organisers: [String] = []

    @Flag(help: "Every attendee may give sessions a room and a slot.")
    var anybodySchedules = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws { _ = try Days(days) }

    func run() async throws {
        let client = Daemon.client
        let days = try Days(days)
        var keys: [String] = []
        for who in organisers { keys.append(try await Anybody.one(who, client).key) }
        let answer = try await client.createGathering(
            NewGatheringBody(
                title: title, place: place, firstDay: days.first.text, lastDay: days.last.text, byInvitation: invite,
                anybodySchedules: anybodySchedules, organisers: keys))
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        Details.print(GatheringFields.fields(answer.value), to: console)
        console.say(
            invite
                ? "`baithak gathering invite` prints the code for those who are to join."
                : "Others join with `baithak gathering join` while you are nearby.")
        if try await !client.status().value.visible { console.say(NearbyHints.hidden) }
    }
}
