import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak gathering join`.
struct GatheringJoin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "join", abstract: "Join a gathering.",
        discussion: """
            Everybody in it learns your badge and your key, and sees what you write there. Your machine fetches what \
            was written before, and keeps it for others.
            """)

    @Argument(
        help: ArgumentHelp(
            "Its title, or the first digits of its ID; not needed if only one open gathering is known.",
            valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The code of a gathering by invitation.", valueName: "code"))
    var code: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if name != nil && code != nil { throw ValidationError("The code says which gathering: leave the name out.") }
    }

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let answer: Answer<GatheringBody>
        if let code {
            answer = try await client.join(invitation: InvitationBody(text: code))
        } else {
            let gathering = try Gatherings.choose(toJoin: name, among: try await client.gatherings().value)
            answer = try await client.joinGathering(gathering.id)
        }
        if json { return console.print(json: answer.json) }
        console.print("\(answer.value.shortID)\t\(answer.value.title)")
        console.say("Joined “\(answer.value.title)”. `baithak session list` shows what is planned.")
    }
}
