import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak desk free`.
struct DeskFree: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "free", abstract: "Give a slot back that you booked, or take one of your desk back.",
        usage: "baithak desk free <desk> <start> [--day <day>] [--gathering <name>] [--json]",
        discussion: "Others can book it then. The other side hears of it, at once or when you next meet.")

    @OptionGroup var desk: DeskArgument

    @OptionGroup var slot: DeskSlotArgument

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let (gathering, desk) = try await desk.find(client, day: slot.day)
        let slot = try slot.find(in: desk).slot
        let answer = try await client.freeSlot(day: slot.day, start: slot.start, of: desk.id, in: gathering.id)
        if json { return console.print(json: answer.json) }
        let when = SlotText.of(slot, withDay: SlotText.needsDay(gathering))
        guard let person = answer.value.person else { return console.say("\(when) is free again.") }
        let hears: SafeText =
            answer.value.isInReach ? "hears of it now" : "is not in reach, and hears of it when you next meet"
        console.say(
            desk.isMine
                ? "\(when) is free again. \(person.label) \(hears)."
                : "You gave \(when) back. \(person.label) \(hears).")
    }
}
