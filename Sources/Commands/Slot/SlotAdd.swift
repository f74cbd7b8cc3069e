import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak slot add`.
struct SlotAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a slot.")

    @Argument(help: ArgumentHelp("When it begins, by the clocks of the venue: 14:00.", valueName: "start"))
    var start: String

    @Option(
        help: ArgumentHelp("The day, such as 2026-11-28; not needed if the gathering has only one.", valueName: "day"))
    var day: String?

    @Option(help: ArgumentHelp("How long it is.", valueName: "minutes"))
    var length = 45

    @OptionGroup var gathering: GatheringOption

    func validate() throws {
        _ = try WantedSlot(start: start, day: day)
        try Lengths.check(length)
    }

    func run() async throws {
        let client = Daemon.client
        let wanted = try WantedSlot(start: start, day: day)
        let gathering = try await gathering.find(client)
        guard let day = wanted.day?.text ?? (SlotText.needsDay(gathering) ? nil : gathering.firstDay) else {
            throw CommandFailure(
                .usage,
                "The gathering has several days, \(GatheringFields.days(gathering)): say which with --day.")
        }
        let slot = SlotBody(day: day, start: wanted.start.text, lengthMinutes: length)
        let saved = try await client.setSlot(SlotChangeBody(slot: slot, exists: true), in: gathering.id).value
        Console.standard.say(Saved.sentence(saved))
    }
}

/// How long slots and sessions may be.
enum Lengths {
    static func check(_ minutes: Int) throws {
        guard (1...1_440).contains(minutes) else {
            throw ValidationError("--length is a number of minutes, from 1 to 1440: such as 45.")
        }
    }
}
