import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak nearby`: who else is here.
struct NearbyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nearby", abstract: "Show who is nearby and what they care about.",
        discussion: """
            On a terminal this is a table; piped, it is one line a person with the same columns separated by tabs: \
            name, tag, presence, headline, topics, asks and offers, last heard, standing. Names are labels that \
            anybody may choose; the tag is part of the person's key. The standing says whose card you hold, who has \
            another name now, and whose name only looks like that of a contact.
            """)

    @Argument(help: "One person's details: a tag, a whole key, or a name that only one has.")
    var who: String?

    @Flag(help: "Keep updating as people come and go; q ends it.")
    var watch = false

    @Flag(help: "Print JSON; with --watch one object a line for each event.")
    var json = false

    func validate() throws {
        if who != nil && watch { throw ValidationError("--watch shows everybody: leave WHO out.") }
    }

    func run() async throws {
        if watch { return try await NearbyWatch(client: Daemon.client, console: .standard, isJSON: json).run() }
        let answer = try await Daemon.client.nearby()
        let nearby = answer.value
        let console = Console.standard
        if let who {
            let attendee = try Matching.one(who, among: nearby.attendees)
            if json { return console.print(json: try JSONText.of(attendee)) }
            return Details.print(AttendeeDetails.fields(attendee), to: console)
        }
        if json {
            console.print(json: answer.json)
        } else if !console.isTerminal {
            console.print(NearbyTable.records(nearby.attendees))
        } else if !nearby.attendees.isEmpty {
            console.print(NearbyTable.lines(nearby, width: console.size.columns, hasStyle: console.hasStyle))
        }
        for hint in NearbyHints.lines(nearby) { console.say(hint) }
    }
}
