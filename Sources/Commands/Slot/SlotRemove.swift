import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak slot remove`.
struct SlotRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take a slot away; sessions that are in it keep their place.")

    @Argument(help: ArgumentHelp("When it begins: 14:00.", valueName: "start"))
    var start: String

    @Option(help: ArgumentHelp("The day; not needed if only one has this slot.", valueName: "day"))
    var day: String?

    @OptionGroup var gathering: GatheringOption

    func validate() throws { _ = try WantedSlot(start: start, day: day) }

    func run() async throws {
        let client = Daemon.client
        let programme = try await gathering.programme(client).value
        let slot = try WantedSlot(start: start, day: day).find(in: programme)
        let change = SlotChangeBody(slot: slot, exists: false)
        Console.standard.say(Saved.sentence(try await client.setSlot(change, in: programme.gathering.id).value))
    }
}
