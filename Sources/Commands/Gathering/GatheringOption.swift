import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `--gathering`, which commands about what is in a gathering share.
struct GatheringOption: ParsableArguments {
    @Option(
        name: .customLong("gathering"),
        help: ArgumentHelp(
            "Its title, or the first digits of its ID; else the one that is on, the next one, or the last.",
            valueName: "name"))
    var name: String?

    /// The gathering that is meant.
    func find(_ client: ControlClient) async throws -> GatheringBody {
        try Gatherings.choose(name, among: try await client.gatherings().value)
    }

    /// The gathering that is meant, with all that is planned in it.
    func programme(_ client: ControlClient) async throws -> Answer<ProgrammeBody> {
        try await client.programme(of: try await find(client).id)
    }

    /// The pad that is meant, and in which gathering.
    func pad(_ text: String, _ client: ControlClient) async throws -> (gathering: String, pad: PadSummaryBody) {
        let id = try await find(client).id
        let pads = try await client.pads(in: id).value
        return (id, try TitleMatching.one(text, among: pads, noun: "session", listedBy: "baithak note list"))
    }
}

/// `[NAME]` of the commands that are about a gathering itself; `--gathering` says the same.
struct GatheringArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "Its title, or the first digits of its ID; else the one that is on, the next one, or the last.",
            valueName: "name"))
    var name: String?

    @Option(name: .customLong("gathering"), help: ArgumentHelp("The same as <name>.", valueName: "name"))
    var option: String?

    func validate() throws {
        if name != nil && option != nil { throw ValidationError("Name the gathering once: leave --gathering out.") }
    }

    /// The gathering that is meant.
    func find(_ client: ControlClient) async throws -> GatheringBody {
        try Gatherings.choose(name ?? option, among: try await client.gatherings().value)
    }
}

/// Finding gatherings.
enum Gatherings {
    /// The one with this title or id, of equal titles that which we joined; without a name the one that we joined and
    /// that ``current(_:on:)`` finds.
    static func choose(
        _ name: String?, among all: [GatheringBody], on today: CalendarDay = Moment.now.day
    ) throws(CommandFailure) -> GatheringBody {
        let joined = all.filter { $0.standing == .joined }
        if let name {
            let candidates = TitleMatching.all(name, among: joined).isEmpty ? all : joined
            return try TitleMatching.one(name, among: candidates, noun: "gathering", listedBy: "baithak gathering list")
        }
        let current = current(joined, on: today)
        if let only = current.first, current.count == 1 { return only }
        guard current.isEmpty else {
            throw CommandFailure(
                .nobodyOrMany,
                """
                \(current.count) gatherings that you joined may be meant. Say which with --gathering: \
                \(list(current)).
                """)
        }
        throw CommandFailure(.nobodyOrMany, "You have joined no gathering. \(howToJoin(all))")
    }

    /// Those that are on this day; if there are none, those that begin next; else those that ended last.
    static func current(_ all: [GatheringBody], on today: CalendarDay) -> [GatheringBody] {
        // Days are in the order of their texts.
        let ahead = all.filter { $0.lastDay >= today.text }
        let running = ahead.filter { $0.firstDay <= today.text }
        if !running.isEmpty { return running }
        if let next = ahead.map(\.firstDay).min() { return ahead.filter { $0.firstDay == next } }
        let last = all.map(\.lastDay).max()
        return all.filter { $0.lastDay == last }
    }

    /// The one to join: by its title or id, or the only open one of those that are nearby, as ``current(_:on:)`` finds.
    static func choose(
        toJoin name: String?, among all: [GatheringBody], on today: CalendarDay = Moment.now.day
    ) throws(CommandFailure) -> GatheringBody {
        let others = all.filter { $0.standing != .joined }
        if let name {
            if TitleMatching.all(name, among: others).isEmpty,
                let joined = TitleMatching.all(name, among: all).first
            {
                if let problem = joined.problem { throw CommandFailure(.refused, "\(problem)") }
                throw CommandFailure(.failed, "You have joined “\(joined.title)” already: `baithak gathering show`.")
            }
            return try TitleMatching.one(name, among: others, noun: "gathering", listedBy: "baithak gathering list")
        }
        let open = others.filter { $0.standing == .known && !$0.byInvitation }
        let nearby = open.filter { $0.nearby > 0 }
        let candidates = current(nearby.isEmpty ? open : nearby, on: today)
        if let only = candidates.first, candidates.count == 1 { return only }
        guard candidates.isEmpty else {
            throw CommandFailure(
                .nobodyOrMany,
                "There are \(candidates.count) open gatherings. Say which: \(list(candidates)).")
        }
        throw CommandFailure(
            .nobodyOrMany,
            """
            No open gathering is known that you have not joined. Ask somebody who is in one for its code, and give it \
            with --code; or wait until `baithak nearby` shows somebody of it.
            """)
    }

    /// What to do next for whoever is in none.
    static func howToJoin(_ all: [GatheringBody]) -> SafeText {
        all.contains { $0.standing == .known && !$0.byInvitation }
            ? "`baithak gathering list` shows those that are known; `baithak gathering join` joins one."
            : """
            `baithak gathering join --code CODE` joins one by invitation, `baithak gathering create` makes one; an \
            open one appears in `baithak gathering list` once somebody of it is nearby.
            """
    }

    private static func list(_ gatherings: [GatheringBody]) -> SafeText {
        SafeText(joining: gatherings.map { "“\($0.title)” \($0.shortID)" }, by: ", ")
    }
}
