import ControlAPI
import Display

/// The programme as a grid, rooms as columns and slots as rows: a pure function of what the daemon said.
enum SessionGrid {
    /// The least room that a room gets; if there are more rooms than fit, the grid continues below.
    static let roomCellsMin = 12
    private static let free: SafeText = "·"

    private struct Place: Hashable {
        let day: String
        let start: String
    }

    /// Whether there is any slot, or any session in one.
    static func hasRows(_ programme: ProgrammeBody) -> Bool { !places(programme).isEmpty }

    /// - Parameter width: the cells of the terminal, nil if a program reads: then the first line names the rooms, and
    ///   each slot is one line.
    static func lines(_ programme: ProgrammeBody, withDay: Bool, width: Int?) -> [SafeText] {
        let places = places(programme)
        guard !places.isEmpty else { return [] }
        let rooms = rooms(programme)
        let names = rooms.map { room -> SafeText in room.map { SafeText($0) } ?? "NO ROOM" }
        let labels = places.map { place -> SafeText in withDay ? "\(place.day) \(place.start)" : SafeText(place.start) }
        let cells = places.map { place in rooms.map { room in titles(programme.sessions, at: place, in: room) } }
        guard let width else {
            let rows = zip(labels, cells).map { label, row in [label] + row.map { SafeText(joining: $0, by: " / ") } }
            return ([["WHEN"] + names] + rows).map { SafeText(joining: $0, by: "\t") }
        }
        let labelCells = max(labels.map(\.cells).max() ?? 0, 4)
        let count = max(1, (width - TextTable.margin - labelCells) / (roomCellsMin + 2))
        return stride(from: 0, to: rooms.count, by: count).flatMap { start -> [SafeText] in
            let part = start..<min(start + count, rooms.count)
            let table = TextTable(
                columns: [.init(title: "WHEN")] + names[part].map { .init(title: $0, narrowest: 4) })
            let rows = zip(labels, cells).flatMap { label, row in stacked(label, Array(row[part])) }
            let lines = table.lines(rows, width: width)
            return start == 0 ? lines : [""] + lines
        }
    }

    /// One slot as table rows: as many as its fullest cell has sessions.
    private static func stacked(_ label: SafeText, _ cells: [[SafeText]]) -> [[SafeText]] {
        let height = max(cells.map(\.count).max() ?? 0, 1)
        return (0..<height).map { line -> [SafeText] in
            let parts = cells.map { titles -> SafeText in
                line < titles.count ? titles[line] : line == 0 ? free : ""
            }
            return [line == 0 ? label : ""] + parts
        }
    }

    /// What is in one room at one time; more than one, or one that is contested, is marked.
    private static func titles(_ sessions: [SessionBody], at place: Place, in room: String?) -> [SafeText] {
        let here = sessions.filter { session in
            session.slot.map { Place(day: $0.day, start: $0.start) } == place && isSame(session.room, room)
        }
        let sorted = here.sorted { ByteOrder.precedes([$0.title, $0.id], [$1.title, $1.id]) }
        return sorted.map { session in
            let isContested = room != nil && (here.count > 1 || !session.contested.isEmpty)
            return isContested ? "! \(session.title)" : SafeText(session.title)
        }
    }

    private static func places(_ programme: ProgrammeBody) -> [Place] {
        let all = programme.slots + programme.sessions.compactMap(\.slot)
        return Set(all.map { Place(day: $0.day, start: $0.start) }).sorted { ($0.day, $0.start) < ($1.day, $1.start) }
    }

    /// The rooms of the programme, then those that only sessions have, then none where a session has a slot alone.
    private static func rooms(_ programme: ProgrammeBody) -> [String?] {
        var rooms: [String?] = programme.rooms
        for session in programme.sessions where session.slot != nil {
            if !rooms.contains(where: { isSame($0, session.room) }) { rooms.append(session.room) }
        }
        let named = rooms.filter { $0 != nil }
        return named.count < rooms.count || named.isEmpty ? named + [nil] : named
    }

    private static func isSame(_ left: String?, _ right: String?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return left.utf8.elementsEqual(right.utf8)
    }
}
