internal import Display
internal import FoundationEssentials
internal import Keys

/// The programme for programs: one JSON object (RFC 8259), keys in the order of the alphabet, so that equal programmes
/// are equal files.
package enum ProgrammeJSON {
    /// Everything that a state says. Times of day are those of the wall, as `14:30`.
    package static func text(of state: ProgrammeState) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        do {
            return safeJSON(String(decoding: try encoder.encode(Body(state)), as: UTF8.self), as: .body) + "\n"
        } catch {
            preconditionFailure("texts, whole numbers and lists of them are always encoded")
        }
    }

    private struct Body: Encodable {
        let gathering: String
        let title: String
        let place: String
        let firstDay: String
        let lastDay: String
        let anybodySchedules: Bool
        let byInvitation: Bool
        let organisers: [Person]
        let attendees: [Person]
        let rooms: [String]
        let slots: [Slot]
        let sessions: [Session]
        let contested: [[String]]

        init(_ state: ProgrammeState) {
            gathering = Hex.encode(state.gathering.bytes.bytes)
            title = state.title
            place = state.place
            firstDay = state.firstDay.description
            lastDay = state.lastDay.description
            anybodySchedules = state.anybodySchedules
            byInvitation = state.isByInvitation
            organisers = state.organisers.map { Person($0, state) }
            attendees = state.attendees.map { Person($0.key, state) }
            rooms = state.rooms
            slots = state.slots.map { Slot($0) }
            sessions = state.sessions.map { Session($0, state) }
            contested = state.contested.map { $0.map { Hex.encode($0.bytes.bytes) } }
        }
    }

    private struct Person: Encodable {
        let key: String
        let tag: String
        /// Left out of those who never joined.
        let name: String?

        init(_ key: PublicKey, _ state: ProgrammeState) {
            self.key = key.hex
            tag = key.tag
            name = state.name(of: key)
        }
    }

    private struct Slot: Encodable {
        let day: String
        let start: String
        let lengthMinutes: Int

        init(_ slot: ProgrammeState.Slot) {
            day = slot.time.day.description
            start = slot.time.clock
            lengthMinutes = slot.lengthMinutes
        }
    }

    private struct Session: Encodable {
        let id: String
        let title: String
        let about: String
        let topics: [String]
        let lengthMinutes: Int
        let proposer: Person
        let createdMs: UInt64
        let wantedBy: [Person]
        /// Left out where it has none.
        let placement: Placement?

        init(_ session: ProgrammeState.Session, _ state: ProgrammeState) {
            id = Hex.encode(session.id.bytes.bytes)
            title = session.title
            about = session.about
            topics = session.topics
            lengthMinutes = session.lengthMinutes
            proposer = Person(session.proposer, state)
            createdMs = session.createdMS
            wantedBy = session.wanters.map { Person($0, state) }
            placement = session.placement.map { Placement($0, state) }
        }
    }

    private struct Placement: Encodable {
        /// Left out in the open space.
        let room: String?
        let slot: Slot
        let placedBy: Person
        let createdMs: UInt64

        init(_ placement: ProgrammeState.Placement, _ state: ProgrammeState) {
            room = placement.room
            slot = Slot(placement.slot)
            placedBy = Person(placement.author, state)
            createdMs = placement.createdMS
        }
    }
}
