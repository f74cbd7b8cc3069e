import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak desk list`.
struct DeskList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the desks of a gathering and their slots.",
        discussion: """
            Each slot is free, taken, yours, or waiting for an answer. At your own desk you see who booked, and what \
            it is about. What you lost, and what others gave back at your desk, is told until you have seen it here \
            once; with --json it stays. Piped, each slot is a line: ID, title, whose, when, state, by whom, about.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var gathering: GatheringOption

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let gathering = try await gathering.find(client)
        let answer = try await client.desks(in: gathering.id)
        // A program that lists them is not a person who has seen what became of them.
        if json { return console.print(json: answer.json) }
        let (desks, news) = (answer.value.desks, answer.value.news)
        let hasDay = SlotText.needsDay(gathering) || !console.isTerminal
        let rows = desks.flatMap { DeskTable.rows($0, withDay: hasDay, isGrouped: console.isTerminal) }
        if !rows.isEmpty { Listing.print(DeskTable.columns, rows, to: console) }
        if desks.isEmpty {
            console.say("No desk is open. `baithak desk open TITLE --slots 14:00-16:00/20m` opens one.")
        }
        for desk in desks where desk.slots.contains(where: { $0.state == .waiting }) {
            console.say(DeskText.waiting(desk.owner, isInReach: desk.isInReach))
        }
        for one in news { console.say(DeskText.news(one.booking, withDay: hasDay)) }
        // Only now: who saw it has seen it.
        for one in news { try await client.lookedAtDeskNews(one.id, in: gathering.id) }
    }
}

/// Desks as rows, one for each slot: a pure function of what the daemon said.
enum DeskTable {
    static let columns: [TextTable.Column] = [
        .init(title: "ID"), .init(title: "DESK", narrowest: 8), .init(title: "WHOSE", narrowest: 6),
        .init(title: "WHEN"), .init(title: "SLOT"), .init(title: "BY", narrowest: 6),
        .init(title: "ABOUT", narrowest: 8),
    ]

    /// - Parameter isGrouped: whether only the first row of a desk says which it is.
    static func rows(_ desk: DeskBody, withDay: Bool, isGrouped: Bool) -> [[SafeText]] {
        let owner: SafeText = desk.owner.name.isEmpty ? SafeText(desk.owner.tag) : SafeText(desk.owner.name)
        return desk.slots.enumerated().map { number, slot in
            let head: [SafeText] =
                isGrouped && number > 0
                ? ["", "", ""] : [SafeText(desk.shortID), SafeText(desk.title), desk.isMine ? "you" : owner]
            return head + [
                SlotText.of(slot.slot, withDay: withDay), "\(slot.state.rawValue)", slot.by?.label ?? "",
                SafeText(slot.about ?? ""),
            ]
        }
    }
}

/// What is said of bookings.
enum DeskText {
    /// What became of a slot.
    static func news(_ booking: DeskBookingBody, withDay: Bool) -> SafeText {
        let who: SafeText = booking.person?.label ?? "somebody"
        let when = SlotText.of(booking.slot, withDay: withDay)
        let next: SafeText = booking.next.map { " \(SlotText.of($0, withDay: withDay)) was the next free one." } ?? ""
        return switch booking.state {
        case .released where booking.isMine: "\(who) gave \(when) back; it was about: \(booking.about)"
        case .taken: "You did not get \(when) with \(who): somebody else has it.\(next)"
        case .closed: "You do not have \(when) with \(who) any more: the desk is closed."
        case .freed: "You do not have \(when) with \(who) any more: they took it back."
        case .tooMany: "You did not get \(when) with \(who): you have had as many slots there as one person may."
        case .unknown: "You did not get \(when) with \(who): there is no such slot any more."
        case .waiting, .accepted, .released: "\(when) with \(who): \(booking.state.rawValue)."
        }
    }

    /// Why there is no answer yet, and what comes of it.
    static func waiting(_ owner: PersonBody, isInReach: Bool) -> SafeText {
        let name: SafeText = owner.name.isEmpty ? SafeText(owner.tag) : SafeText(owner.name)
        return isInReach
            ? "waiting: \(name)'s laptop has not answered yet; it is asked again."
            : "waiting: \(name)'s laptop is not in reach; it is asked as soon as it is."
    }
}
