import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak gathering appoint`.
struct GatheringAppoint: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "appoint", abstract: "Make somebody an organiser too.",
        discussion: """
            Organisers add rooms and slots, schedule sessions and appoint others; `baithak gathering show` names them. \
            Nobody stops being one.
            """)

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    @OptionGroup var gathering: GatheringOption

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let programme = try await gathering.programme(client).value
        let person = try await Self.find(who, in: programme, client)
        // The answer of the daemon would be the same, and the entry would say nothing new.
        if programme.gathering.isOrganiser, programme.gathering.organisers.contains(where: { $0.key == person.key }) {
            throw CommandFailure(.failed, "\(person.label) is an organiser already: `baithak gathering show`.")
        }
        let answer = try await client.addOrganiser(OrganiserBody(key: person.key), to: programme.gathering.id)
        if json { return console.print(json: answer.json) }
        console.say(Saved.sentence(answer.value, "Appointed: \(person.label)."))
    }

    /// Among those who have joined, else among those who are here or whose card we hold: they may join later.
    private static func find(
        _ who: String, in programme: ProgrammeBody, _ client: ControlClient
    ) async throws -> PersonBody {
        do throws(CommandFailure) { return try Matching.one(who, among: programme.attendees) } catch {
            guard error.status == .nobodyOrMany, let person = try? await Anybody.one(who, client) else { throw error }
            return person
        }
    }
}
