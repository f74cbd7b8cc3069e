import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak session list`.
struct SessionList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the sessions of a gathering.",
        discussion: """
            Those that have a slot come first, in their order; then the others, the most wanted first. Two sessions \
            that claim one room and slot are marked as contested. Piped, each session is a line: ID, title, by, \
            wanted, when, room; with --grid each slot is a line.
            """)

    @Flag(help: "Only those that you proposed.")
    var mine = false

    @Flag(help: "Only those that are on now, by the clock of this machine.")
    var now = false

    @Flag(help: "Draw rooms as columns and slots as rows.")
    var grid = false

    @Flag(help: "Print JSON.")
    var json = false

    @OptionGroup var gathering: GatheringOption

    func validate() throws {
        if grid && (json || mine || now) {
            throw ValidationError("--grid shows the whole programme: leave --json, --mine and --now out.")
        }
    }

    func run() async throws {
        let programme = try await gathering.programme(Daemon.client).value
        let (console, moment) = (Console.standard, Moment.now)
        let sessions = SessionTable.sorted(programme.sessions).filter { session in
            (!mine || session.isMine) && (!now || SessionTable.isOn(session, at: moment))
        }
        if json { return console.print(json: try JSONText.of(sessions)) }
        let hasDay = SlotText.needsDay(programme.gathering)
        if grid {
            let width = console.isTerminal ? console.size.columns : nil
            console.print(SessionGrid.lines(programme, withDay: hasDay || width == nil, width: width))
        } else {
            let rows = sessions.map { SessionTable.cells($0, withDay: hasDay || !console.isTerminal) }
            if !rows.isEmpty { Listing.print(SessionTable.columns, rows, to: console) }
        }
        if let hint = hint(programme, sessions, moment) { console.say(hint) }
        for note in Contest.notes(sessions, in: programme) { console.say(note) }
    }

    /// What to do next where there is nothing to see.
    private func hint(_ programme: ProgrammeBody, _ shown: [SessionBody], _ moment: Moment) -> SafeText? {
        if programme.sessions.isEmpty {
            return "No session is proposed yet. `baithak session propose TITLE` proposes one."
        }
        if grid, !SessionGrid.hasRows(programme) {
            return "There are no slots yet: organisers add them with `baithak slot add 14:00`."
        }
        guard shown.isEmpty else { return nil }
        return now
            ? "No session is on at \(moment.time.text), \(moment.day.text). `baithak session list` shows all."
            : "You have proposed none. `baithak session propose TITLE` proposes one; `baithak session list` shows all."
    }
}
