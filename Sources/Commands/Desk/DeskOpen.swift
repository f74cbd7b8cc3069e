import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak desk open`.
struct DeskOpen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Open a desk: offer your help in slots.",
        usage: """
            baithak desk open <title> --slots <span> ... [--day <day>]
                   [--gathering <name>] [--json]
            """,
        discussion: """
            Others see it at once and book with `baithak desk book`. Your daemon answers them, first come, first \
            served; `baithak desk list` shows who comes when, and why. Its ID and title are printed.
            """)

    @Argument(help: "What help there is.")
    var title: String

    @Option(
        help: ArgumentHelp(
            "From when to when, and how long each slot is: 14:00-16:00/20m. May be repeated, with slots of the same "
                + "length.", valueName: "span"))
    var slots: [String]

    @Option(
        help: ArgumentHelp("The day, such as 2026-11-28; not needed if the gathering has only one.", valueName: "day"))
    var day: String?

    @OptionGroup var gathering: GatheringOption

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard !slots.isEmpty else { throw ValidationError("Say when with --slots: 14:00-16:00/20m.") }
        for span in slots { _ = try DeskSpan(span) }
        _ = try day.map { text throws(ValidationError) in try WantedSlot(start: "00:00", day: text) }
    }

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let gathering = try await gathering.find(client)
        guard let day = day ?? (SlotText.needsDay(gathering) ? nil : gathering.firstDay) else {
            throw CommandFailure(
                .usage,
                "The gathering has several days, \(GatheringFields.days(gathering)): say which with --day.")
        }
        let spans = try slots.map { text throws(ValidationError) in try DeskSpan(text) }
        let desk = NewDeskBody(title: title, slots: spans.flatMap { $0.slots(on: day) })
        let answer = try await client.openDesk(desk, in: gathering.id)
        if json { return console.print(json: answer.json) }
        console.print("\(String(answer.value.id.prefix(8)))\t\(title)")
        console.say(Saved.sentence(answer.value))
    }
}
