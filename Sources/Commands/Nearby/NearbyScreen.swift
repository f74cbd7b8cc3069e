import ControlAPI
import Display

/// The picture that `baithak nearby --watch` keeps on a terminal's alternate screen.
actor NearbyScreen {
    /// How often it is looked whether a redraw is due; also the shortest time between two redraws.
    static let tick = Duration.milliseconds(100)
    /// The longest time between two redraws, for the times last heard of and for a terminal that was resized.
    private static let redrawAfter = Duration.seconds(1)

    private let console: Console
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private var drawnAt: ContinuousClock.Instant
    private var room = NearbyRoom()
    private var isStale = true

    init(console: Console) {
        self.console = console
        start = clock.now
        drawnAt = start - Self.redrawAfter
    }

    /// Takes in an event, and shows it at once unless the last picture is very new.
    func apply(_ event: Event) {
        _ = room.apply(event, at: nowMS)
        isStale = true
        if clock.now - drawnAt >= Self.tick { draw() }
    }

    /// Redraws if something changed or the picture is old.
    func drawIfDue() {
        if FullScreen.isBlank || isStale || clock.now - drawnAt >= Self.redrawAfter { draw() }
    }

    private var nowMS: UInt64 { UInt64((clock.now - start) / .milliseconds(1)) }

    private func draw() {
        let (columns, rows) = console.size
        let lines = Self.picture(room.nearby(at: nowMS), columns: columns, rows: rows, hasStyle: console.hasStyle)
        console.redraw(lines)
        drawnAt = clock.now
        isStale = false
    }

    /// The lines of one picture, at most `rows`: the table, cut with a count of those left out, then what is wrong.
    static func picture(_ nearby: Nearby, columns: Int, rows: Int, hasStyle: Bool) -> [SafeText] {
        let hints = NearbyHints.lines(nearby).map { $0.cut(to: columns) }
        var lines = nearby.attendees.isEmpty ? [] : NearbyTable.lines(nearby, width: columns, hasStyle: hasStyle)
        let room = max(rows - hints.count, 3)
        if lines.count > room, let summary = lines.popLast() {
            let hidden = lines.count - (room - 2)
            lines = lines.prefix(room - 2) + [("  … and \(hidden) more" as SafeText).cut(to: columns), summary]
        }
        return lines + hints
    }
}
