import ControlAPI

@testable import Commands

/// Gatherings and sessions for the tests.
enum Programmes {
    static let asha = PersonBody(name: "Asha Rao", tag: "aaaa-2222", key: String(repeating: "a", count: 64))
    static let ravi = PersonBody(name: "Ravi Kumar", tag: "bbbb-3333", key: String(repeating: "b", count: 64))
    static let nobody = PersonBody(name: "", tag: "cccc-4444", key: String(repeating: "c", count: 64))
    static let two = SlotBody(day: "2026-11-28", start: "14:00", lengthMinutes: 45)
    static let three = SlotBody(day: "2026-11-28", start: "15:00", lengthMinutes: 45)
    static let twoAgain = SlotBody(day: "2026-11-29", start: "14:00", lengthMinutes: 45)

    /// An id of 64 digits that begins so.
    static func id(_ start: String) -> String { start + String(repeating: "0", count: 64 - start.utf8.count) }

    static func gathering(
        _ title: String, id start: String = "9a", standing: GatheringBody.Standing = .joined, lastDay: String? = nil,
        byInvitation: Bool = false, nearby: Int = 0
    ) -> GatheringBody {
        GatheringBody(
            id: id(start), title: title, place: "Room 4, IIT", firstDay: "2026-11-28",
            lastDay: lastDay ?? "2026-11-28", byInvitation: byInvitation, anybodySchedules: false, standing: standing,
            organisers: [asha], attendees: 2, isOrganiser: standing == .joined, nearby: nearby)
    }

    static func session(
        _ title: String, id start: String, by proposer: PersonBody = asha, wanted: Int = 0, isWanted: Bool = false,
        room: String? = nil, slot: SlotBody? = nil, contested: [ClaimBody] = []
    ) -> SessionBody {
        SessionBody(
            id: id(start), title: title, about: "", topics: [], lengthMinutes: 45, proposer: proposer,
            created: "2026-11-28T04:30:00Z", wanted: wanted, isWanted: isWanted, isMine: false, room: room, slot: slot,
            contested: contested, characters: 0)
    }

    static func claim(_ title: String, id start: String, by person: PersonBody, at created: String) -> ClaimBody {
        ClaimBody(session: id(start), title: title, by: person, created: created)
    }

    static func programme(
        _ sessions: [SessionBody], rooms: [String] = ["Room 4", "Hall"], slots: [SlotBody] = [two, three],
        lastDay: String? = nil
    ) -> ProgrammeBody {
        ProgrammeBody(
            gathering: gathering("BarCamp", lastDay: lastDay), attendees: [asha, ravi], rooms: rooms, slots: slots,
            sessions: sessions)
    }

    /// Two sessions that claim Room 4 at 14:00, one alone in the hall, one that is only wanted, one in the open.
    static let busy = programme([
        session("Tea", id: "4d4d4d4d", wanted: 7, isWanted: true),
        session(
            "Solar lamps", id: "2b2b2b2b", by: ravi, wanted: 1, room: "Room 4", slot: two,
            contested: [claim("Maps for NGOs", id: "1a1a1a1a", by: asha, at: "2026-11-28T04:31:00Z")]),
        session(
            "Maps for NGOs", id: "1a1a1a1a", wanted: 3, room: "Room 4", slot: two,
            contested: [claim("Solar lamps", id: "2b2b2b2b", by: ravi, at: "2026-11-28T04:32:00Z")]),
        session("Water tests", id: "3c3c3c3c", by: nobody, room: "Hall", slot: three),
        session("Walk", id: "5e5e5e5e", wanted: 2, slot: three),
        session("Books", id: "6f6f6f6f", wanted: 9),
    ])
}
