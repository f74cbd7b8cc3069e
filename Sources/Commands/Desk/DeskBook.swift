import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak desk book`.
struct DeskBook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Book a slot at somebody's desk.",
        usage: """
            baithak desk book <desk> <start> --about <text> [--day <day>]
                   [--gathering <name>] [--json]
            """,
        discussion: """
            Only the person whose desk it is learns who booked, and what it is about. If their laptop is not in reach, \
            the booking waits, and it is asked as soon as it is.
            """)

    @OptionGroup var desk: DeskArgument

    @OptionGroup var slot: DeskSlotArgument

    @Option(help: ArgumentHelp("What you want to talk about, in a sentence or two.", valueName: "text"))
    var about: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let (gathering, desk) = try await desk.find(client, day: slot.day)
        let slot = try slot.find(in: desk).slot
        let wish = DeskWishBody(day: slot.day, start: slot.start, about: about)
        let answer = try await client.book(wish, at: desk.id, in: gathering.id)
        if json { return console.print(json: answer.json) }
        let booking = answer.value
        if booking.state == .accepted {
            console.say(
                "Booked: \(SlotText.of(slot, withDay: SlotText.needsDay(gathering))) with \(desk.owner.label).")
        } else {
            console.say(DeskText.waiting(booking.person ?? desk.owner, isInReach: booking.isInReach))
        }
    }
}
