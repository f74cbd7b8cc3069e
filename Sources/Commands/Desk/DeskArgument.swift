import ArgumentParser
import ControlAPI
import ControlClient
import Display

extension DeskBody: Titled {}

/// The desk that a command is about, and `--gathering`.
struct DeskArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The desk: the first digits of its ID, or a title that only it has.", valueName: "desk"))
    var text: String

    @OptionGroup var gathering: GatheringOption

    /// The desk that is meant, and the gathering that it is at; where several have the title, that which has slots on
    /// this day.
    func find(_ client: ControlClient, day: String? = nil) async throws -> (gathering: GatheringBody, desk: DeskBody) {
        let gathering = try await gathering.find(client)
        let desks = try await client.desks(in: gathering.id).value.desks
        return (gathering, try Desks.one(text, among: desks, day: day))
    }
}

/// The slot of a desk that is meant.
struct DeskSlotArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("When the slot begins: 14:20.", valueName: "start"))
    var start: String

    @Option(help: ArgumentHelp("The day; not needed if only one has this slot.", valueName: "day"))
    var day: String?

    func validate() throws { _ = try WantedSlot(start: start, day: day) }

    /// The slot that is meant.
    func find(in desk: DeskBody) throws -> DeskSlotBody {
        try Desks.slot(try WantedSlot(start: start, day: day), of: desk)
    }
}

/// Finding desks and their slots.
enum Desks {
    static func one(_ text: String, among desks: [DeskBody], day: String?) throws(CommandFailure) -> DeskBody {
        let onDay = desks.filter { desk in day == nil || desk.slots.contains { $0.slot.day == day } }
        let candidates = TitleMatching.all(text, among: onDay).isEmpty ? desks : onDay
        return try TitleMatching.one(text, among: candidates, noun: "desk", listedBy: "baithak desk list")
    }

    static func slot(_ wanted: WantedSlot, of desk: DeskBody) throws(CommandFailure) -> DeskSlotBody {
        let matches = desk.slots.filter {
            $0.slot.start == wanted.start.text && (wanted.day == nil || $0.slot.day == wanted.day?.text)
        }
        if let match = matches.first, matches.count == 1 { return match }
        let withDay = Set(desk.slots.map(\.slot.day)).count > 1 || wanted.day != nil
        let free = desk.slots.filter { $0.state == .free }
        let choices = (matches.isEmpty ? free : matches).map { SlotText.of($0.slot, withDay: withDay) }
        let list = SafeText(joining: choices, by: ", ")
        if !matches.isEmpty {
            throw CommandFailure(.nobodyOrMany, "Several days have a slot at \(wanted.start.text): \(list). Add --day.")
        }
        throw CommandFailure(
            .nobodyOrMany,
            choices.isEmpty
                ? "The desk has no such slot, and none that is free: `baithak desk list` shows them."
                : "The desk has no such slot. Free are: \(list).")
    }
}
