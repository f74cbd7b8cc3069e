package import ControlAPI

/// What stands behind the resources of gatherings, sessions and pads.
///
/// Gatherings, sessions and entries are named by 64 hexadecimal digits. Everything throws ``Problem/Kind/notFound`` if
/// there is none of that name, ``Problem/Kind/badValue`` with what to change, and ``Problem/Kind/refused`` if it is not
/// for us to do. What returns ``SavedBody`` or ``PadSavedBody`` is on the disk when it returns.
package protocol GatheringService: Sendable {
    /// Those that we joined, left, or have heard of.
    func gatherings() async throws(Problem) -> [GatheringBody]
    /// Founds one and joins it.
    func createGathering(_ gathering: NewGatheringBody) async throws(Problem) -> GatheringBody
    /// Joins one by its code.
    func join(invitation: InvitationBody) async throws(Problem) -> GatheringBody
    /// One with all that is planned in it.
    func programme(of id: String) async throws(Problem) -> ProgrammeBody
    /// Joins an open one.
    func joinGathering(_ id: String) async throws(Problem) -> GatheringBody
    /// Leaves one; what we hold of it stays.
    func leaveGathering(_ id: String) async throws(Problem)
    /// The code by which others join.
    func invitation(to id: String) async throws(Problem) -> InvitationBody
    /// Makes somebody an organiser too.
    func addOrganiser(_ organiser: OrganiserBody, to id: String) async throws(Problem) -> SavedBody
    /// Adds a room or takes it away.
    func setRoom(_ room: RoomBody, in id: String) async throws(Problem) -> SavedBody
    /// Adds a slot or takes it away.
    func setSlot(_ change: SlotChangeBody, in id: String) async throws(Problem) -> SavedBody
    /// Proposes a session; the answer's id is the session's.
    func propose(_ details: SessionDetailsBody, in id: String) async throws(Problem) -> SavedBody
    /// Changes what a session of ours is.
    func editSession(_ session: String, _ details: SessionDetailsBody, in id: String) async throws(Problem) -> SavedBody
    /// Says that we want a session, or do no more.
    func setWanted(_ session: String, _ want: WantBody, in id: String) async throws(Problem) -> SavedBody
    /// Gives a session a room and a slot, or takes them away.
    func setPlace(_ session: String, _ place: PlaceBody, in id: String) async throws(Problem) -> SavedBody
    /// The pads of all sessions.
    func pads(in id: String) async throws(Problem) -> [PadSummaryBody]
    /// The pad of a session.
    func pad(_ session: String, in id: String) async throws(Problem) -> PadBody
    /// Saves what a person made of a version of a pad; what others typed meanwhile stays in it.
    func savePad(_ session: String, _ text: PadTextBody, in id: String) async throws(Problem) -> PadSavedBody
    /// Puts a text at the end of a pad.
    func appendToPad(_ session: String, _ text: AppendBody, in id: String) async throws(Problem) -> PadSavedBody
    /// The edits of a pad, in the order in which they were made.
    func padLog(_ session: String, in id: String) async throws(Problem) -> [PadEditBody]
    /// Takes back what we wrote.
    func retract(_ retraction: RetractBody, in id: String) async throws(Problem) -> SavedBody
    /// How far the others are.
    func sync(_ id: String) async throws(Problem) -> SyncBody
    /// All of it as open files.
    func export(_ id: String) async throws(Problem) -> ExportBody
}
