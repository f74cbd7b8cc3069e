import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak retract`.
struct RetractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retract", abstract: "Take back what you wrote in a gathering.",
        discussion: """
            Every machine that hears of it takes the words away. Whoever copied them elsewhere keeps them; a machine \
            that never hears of it keeps them too; and that something was written there stays visible.
            """)

    @Argument(
        help: ArgumentHelp(
            "An ID from `baithak note log`, or a session: its ID, or a title that only it has.", valueName: "id"))
    var id: String

    @OptionGroup var gathering: GatheringOption

    func run() async throws {
        let client = Daemon.client
        let gathering = try await gathering.find(client).id
        let item = try await find(client, gathering)
        let saved = try await client.retract(RetractBody(id: item.id), in: gathering).value
        Console.standard.say(
            """
            \(Saved.sentence(saved, "Taken back: \(item.label).")) It goes away at every machine that hears of it; \
            whoever copied the words elsewhere keeps them, and that something was written there stays visible.
            """)
    }

    /// What can be taken back: a session, or an edit of notes, which has no title of its own.
    struct Item: Titled {
        let id: String
        let title: String
        let label: SafeText

        init(_ session: SessionBody) {
            (id, title) = (session.id, session.title)
            label = "“\(session.title)”"
        }

        init(_ edit: PadEditBody, of pad: PadSummaryBody) {
            (id, title) = (edit.id, "")
            label = "what \(edit.author.label) wrote in the notes of “\(pad.title)” on \(Moment.local(edit.created))"
        }
    }

    private func find(_ client: ControlClient, _ gathering: String) async throws -> Item {
        var items = try await client.programme(of: gathering).value.sessions.map { Item($0) }
        if TitleMatching.isID(id) {
            for pad in try await client.pads(in: gathering).value where pad.changed != nil {
                let edits = try await client.padLog(pad.session, in: gathering).value
                items += edits.map { Item($0, of: pad) }
            }
        }
        return try TitleMatching.one(
            id, among: items, noun: "entry or session", listedBy: "baithak note log SESSION")
    }
}
