import ControlAPI
import ControlServer

/// Gatherings that answer with what they were asked for, so that a test sees where it went.
extension FakeService {
    static let asha = PersonBody(name: "Asha Rao", tag: "aaaa-2222", key: String(repeating: "0a", count: 32))
    static let gathering = GatheringBody(
        id: "0c", title: "BarCamp / Pune", place: "Room 4", firstDay: "2026-11-28", lastDay: "2026-11-29",
        byInvitation: true, anybodySchedules: false, standing: .known, organisers: [asha], attendees: 7,
        isOrganiser: false, nearby: 2)
    static let slot = SlotBody(day: "2026-11-28", start: "14:00", lengthMinutes: 45)
    static let session = SessionBody(
        id: "0d", title: "Maps", about: "a\nb", topics: ["maps"], lengthMinutes: 45, proposer: asha,
        created: "2026-11-28T04:30:00Z", wanted: 3, isWanted: true, isMine: false, room: "Room 4", slot: slot,
        contested: [ClaimBody(session: "0e", title: "Tea", by: asha, created: "2026-11-28T04:31:00Z")], characters: 12)

    private func saved(_ what: String) -> SavedBody {
        dialledNote(what)
        return SavedBody(id: what, copies: 3)
    }

    func gatherings() async throws(Problem) -> [GatheringBody] { [Self.gathering] }

    func createGathering(_ gathering: NewGatheringBody) async throws(Problem) -> GatheringBody {
        var made = Self.gathering
        (made.title, made.place, made.firstDay) = (gathering.title, gathering.place, gathering.firstDay)
        (made.lastDay, made.byInvitation) = (gathering.lastDay, gathering.byInvitation)
        made.anybodySchedules = gathering.anybodySchedules
        made.organisers = gathering.organisers.map { PersonBody(name: "", tag: "", key: $0) }
        return made
    }

    func join(invitation: InvitationBody) async throws(Problem) -> GatheringBody {
        guard invitation.text == "code" else { throw Problem(.badValue, "This is no code of a gathering.") }
        return Self.gathering
    }

    func programme(of id: String) async throws(Problem) -> ProgrammeBody {
        guard id == Self.gathering.id else { throw Problem(.notFound, "There is no gathering \(id).") }
        return ProgrammeBody(
            gathering: Self.gathering, attendees: [Self.asha], rooms: ["Room 4"], slots: [Self.slot],
            sessions: [Self.session])
    }

    func joinGathering(_ id: String) async throws(Problem) -> GatheringBody {
        dialledNote("join \(id)")
        return Self.gathering
    }

    func leaveGathering(_ id: String) async throws(Problem) { dialledNote("leave \(id)") }
    func invitation(to id: String) async throws(Problem) -> InvitationBody { InvitationBody(text: "code of \(id)") }

    func addOrganiser(_ organiser: OrganiserBody, to id: String) async throws(Problem) -> SavedBody {
        saved("organiser \(organiser.key) \(id)")
    }

    func setRoom(_ room: RoomBody, in id: String) async throws(Problem) -> SavedBody {
        saved("room \(room.name) \(room.exists) \(id)")
    }

    func setSlot(_ change: SlotChangeBody, in id: String) async throws(Problem) -> SavedBody {
        saved("slot \(change.slot.day) \(change.slot.start) \(change.slot.lengthMinutes) \(change.exists) \(id)")
    }

    func propose(_ details: SessionDetailsBody, in id: String) async throws(Problem) -> SavedBody {
        guard let title = details.title else { throw Problem(.badValue, "A session needs a title.") }
        return saved("propose \(title) \(details.topics ?? []) \(id)")
    }

    func editSession(_ session: String, _ details: SessionDetailsBody, in id: String) async throws(Problem) -> SavedBody
    {
        saved("edit \(session) \(details.title ?? "-") \(details.lengthMinutes ?? 0) \(id)")
    }

    func setWanted(_ session: String, _ want: WantBody, in id: String) async throws(Problem) -> SavedBody {
        saved("want \(session) \(want.wanted) \(id)")
    }

    func setPlace(_ session: String, _ place: PlaceBody, in id: String) async throws(Problem) -> SavedBody {
        saved("place \(session) \(place.room ?? "-") \(place.slot?.start ?? "-") \(id)")
    }

    func pads(in id: String) async throws(Problem) -> [PadSummaryBody] {
        [PadSummaryBody(session: "0d", title: "Maps", characters: 12, authors: [Self.asha], changed: nil)]
    }

    func pad(_ session: String, in id: String) async throws(Problem) -> PadBody {
        PadBody(
            session: session, title: id, text: "नमस्ते\n", version: ["0f"],
            spans: [SpanBody(author: Self.asha, length: 7)])
    }

    func savePad(_ session: String, _ text: PadTextBody, in id: String) async throws(Problem) -> PadSavedBody {
        PadSavedBody(id: nil, copies: 0, merged: true, text: text.text, version: text.version + [session, id])
    }

    func appendToPad(_ session: String, _ text: AppendBody, in id: String) async throws(Problem) -> PadSavedBody {
        PadSavedBody(id: "0f", copies: 1, merged: false, text: text.text, version: [session, id])
    }

    func padLog(_ session: String, in id: String) async throws(Problem) -> [PadEditBody] {
        [
            PadEditBody(
                id: "0f", author: Self.asha, created: "2026-11-28T04:30:00Z", inserted: 7, deleted: 0,
                excerpt: "\(session) \(id)", isRetracted: true)
        ]
    }

    func retract(_ retraction: RetractBody, in id: String) async throws(Problem) -> SavedBody {
        saved("retract \(retraction.id) \(id)")
    }

    func sync(_ id: String) async throws(Problem) -> SyncBody {
        SyncBody(
            gathering: id, entries: 9, copies: 1, peers: [SyncPeerBody(person: Self.asha, state: .hasAll, behind: 0)],
            latest: nil)
    }

    func export(_ id: String) async throws(Problem) -> ExportBody {
        ExportBody(files: [ExportFileBody(path: "notes/maps.md", text: id)])
    }
}
