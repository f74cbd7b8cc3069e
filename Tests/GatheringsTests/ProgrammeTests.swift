import Gatherings
import Keys
import Testing

@Suite struct ProgrammeTests {
    var (asha, ravi, meera): (Scribe, Scribe, Scribe)
    let founding: Entry
    var programme: Programme
    let time: Content.SlotTime

    init() throws {
        (asha, ravi, meera) = (try Scribe(), try Scribe(), try Scribe())
        let day = try Day("2027-01-30")
        founding = try asha.found(
            try Content.Founding(title: "OSSCamp", place: "Delhi", firstDay: day, lastDay: try Day("2027-01-31")))
        programme = try Programme(founding: founding, invitation: nil)
        time = try Content.SlotTime(day: day, startMinute: 600)
    }

    /// Says something, knowing all that is here.
    @discardableResult
    private mutating func say(_ content: Content, _ who: WritableKeyPath<Self, Scribe>) throws -> EntryID {
        let entry = try self[keyPath: who].say(content, in: founding.id, after: programme.heads)
        programme.take(entry)
        return entry.id
    }

    @Test("People join, propose, want and place sessions, and everybody sees the programme")
    mutating func aDay() throws {
        try say(.join(try Content.Join(name: "Asha")), \.asha)
        try say(.join(try Content.Join(name: "Ravi")), \.ravi)
        try say(.join(try Content.Join(name: "Meera")), \.meera)
        try say(.room(try Content.Room(name: "Hall")), \.asha)
        try say(.slot(try Content.Slot(time: time, lengthMinutes: 45)), \.asha)
        let maps = try say(.session(try Content.Session(title: "Maps", lengthMinutes: 30)), \.ravi)
        let tea = try say(.session(try Content.Session(title: "Tea", lengthMinutes: 30)), \.meera)
        try say(.want(Content.Want(session: maps, wanted: true)), \.meera)
        try say(.want(Content.Want(session: maps, wanted: true)), \.asha)
        try say(.want(Content.Want(session: tea, wanted: true)), \.asha)
        try say(.want(Content.Want(session: tea, wanted: false)), \.asha)
        try say(.sessionEdit(try Content.SessionEdit(session: maps, title: "Maps for all")), \.ravi)
        try say(.sessionEdit(try Content.SessionEdit(session: maps, topics: ["maps"])), \.asha)
        try say(.placement(try Content.Placement(session: maps, room: "Hall", slot: time)), \.asha)
        try say(.placement(try Content.Placement(session: tea, room: nil, slot: time)), \.asha)
        let state = programme.state
        #expect(state.title == "OSSCamp" && state.organisers == [asha.key])
        #expect(state.attendees.map(\.name) == ["Asha", "Ravi", "Meera"])
        #expect(state.rooms == ["Hall"] && state.slots.map(\.lengthMinutes) == [45])
        #expect(state.sessions.map(\.title) == ["Maps for all", "Tea"] && state.sessions[0].topics == ["maps"])
        #expect(state.sessions[0].wanters == [meera.key, asha.key] && state.sessions[1].wanters.isEmpty)
        #expect(state.sessions[0].placement?.room == "Hall" && state.sessions[1].placement?.room == nil)
        #expect(state.sessions[1].placement?.slot.time == time && state.contested.isEmpty)
        // A second in the same room is contested, until the room is taken away and nothing is in it.
        try say(.placement(try Content.Placement(session: tea, room: "Hall", slot: time)), \.asha)
        #expect(programme.state.contested == [[maps, tea]])
        try say(.room(try Content.Room(name: "Hall", exists: false)), \.asha)
        #expect(programme.state.contested.isEmpty && programme.state.sessions.allSatisfy { $0.placement == nil })
        // Whoever leaves is not listed, and keeps a name.
        try say(.leave, \.meera)
        #expect(programme.state.attendees.map(\.name) == ["Asha", "Ravi"])
        #expect(programme.state.sessions[0].wanters == [asha.key])
        #expect(programme.name(of: meera.key) == "Meera")
    }

    /// The programme without the numbers of editions, which grow with whatever comes.
    var shown: [String] {
        mutating get {
            let state = programme.state
            return [
                "\(state.attendees)", "\(state.organisers)", "\(state.rooms)", "\(state.slots)", "\(state.desks)",
                "\(state.contested)", "\(state.retractedSessions)",
            ]
                + state.sessions.map {
                    "\($0.id) \($0.title) \($0.about) \($0.topics) \($0.lengthMinutes) \($0.wanters) "
                        + "\(String(describing: $0.placement))"
                }
        }
    }

    @Test("Who may not say something is told why, and if they do, it counts for nothing")
    mutating func rules() throws {
        func refused(_ content: Content, _ who: WritableKeyPath<Self, Scribe>, _ error: RuleError) throws {
            let before = shown
            #expect(throws: error) { try programme.check(content, by: self[keyPath: who].key) }
            try say(content, who)
            #expect(shown == before)
        }
        let session = Content.session(try Content.Session(title: "Maps", lengthMinutes: 30))
        try refused(session, \.ravi, .notTakingPart)
        try say(.join(try Content.Join(name: "Ravi")), \.ravi)
        try say(.join(try Content.Join(name: "Meera")), \.meera)
        let maps = try say(session, \.ravi)
        try refused(.room(try Content.Room(name: "Hall")), \.ravi, .organisersOnly)
        try refused(.slot(try Content.Slot(time: time, lengthMinutes: 45)), \.ravi, .organisersOnly)
        try refused(.organiser(meera.key), \.meera, .organisersOnly)
        try refused(.placement(try Content.Placement(session: maps, room: nil, slot: nil)), \.ravi, .organisersOnly)
        let edit = Content.sessionEdit(try Content.SessionEdit(session: maps, title: "Mine"))
        try refused(edit, \.meera, .notYourSession)
        try refused(.want(Content.Want(session: founding.id, wanted: true)), \.ravi, .noSuchSession)
        let placed = Content.placement(try Content.Placement(session: maps, room: "Hall", slot: time))
        try refused(placed, \.asha, .noSuchRoom)
        try say(.room(try Content.Room(name: "Hall")), \.asha)
        try refused(placed, \.asha, .noSuchSlot)
        try refused(.room(try Content.Room(name: "Attic", exists: false)), \.asha, .noSuchRoom)
        let late = try Content.SlotTime(day: try Day("2027-02-01"), startMinute: 0)
        try refused(
            .slot(try Content.Slot(time: late, lengthMinutes: 45)), \.asha,
            .dayOutside(first: time.day, last: try Day("2027-01-31")))
        try say(.organiser(meera.key), \.asha)
        try say(edit, \.meera)
        #expect(programme.state.sessions[0].title == "Mine" && programme.state.organisers == [asha.key, meera.key])
        for number in 1..<ContentLimits.sessionsOfAuthorMax {
            try say(.session(try Content.Session(title: "\(number)", lengthMinutes: 30)), \.ravi)
        }
        try refused(session, \.ravi, .tooManySessions(max: 64))
        // Who organises enters the programme of a conference.
        for number in 0..<ContentLimits.sessionsOfOrganiserMax {
            try say(.session(try Content.Session(title: "\(number)", lengthMinutes: 30)), \.meera)
        }
        try refused(session, \.meera, .tooManySessions(max: 1_024))
        #expect(throws: RuleError.notYourEntry) {
            try programme.check(.retraction(Content.Retraction(of: founding)), by: ravi.key)
        }
    }

    @Test("Where anybody schedules, everybody who takes part does")
    mutating func anybody() throws {
        var host = try Scribe()
        let founding = try host.found(
            try Content.Founding(
                title: "Club", place: "", firstDay: time.day, lastDay: time.day, organisers: [meera.key, meera.key],
                anybodySchedules: true))
        var programme = try Programme(founding: founding, invitation: nil)
        let room = Content.room(try Content.Room(name: "Hall"))
        #expect(throws: RuleError.notTakingPart) { try programme.check(room, by: ravi.key) }
        programme.take(try ravi.say(.join(try Content.Join(name: "Ravi")), in: founding.id, after: []))
        #expect(throws: Never.self) { try programme.check(room, by: ravi.key) }
        #expect(programme.state.organisers == [host.key, meera.key])
    }

    @Test("Where a gathering is by invitation, others can say what they like")
    mutating func byInvitation() throws {
        var host = try Scribe()
        let secret = [UInt8](repeating: 3, count: 16)
        let founding = try host.found(
            try Content.Founding(
                title: "Club", place: "", firstDay: time.day, lastDay: time.day,
                invitationHash: Invitation.hash(of: secret)))
        let invitation = try Invitation(secret: secret, gathering: founding.id)
        #expect(throws: ContentError.invitationNeeded) { try Programme(founding: founding, invitation: nil) }
        let other = try Invitation(secret: secret, gathering: self.founding.id)
        #expect(throws: ContentError.wrongInvitation) { try Programme(founding: founding, invitation: other) }
        #expect(throws: ContentError.notAFounding) {
            try Programme(founding: try host.say(.leave, in: founding.id, after: []), invitation: nil)
        }
        var programme = try Programme(founding: founding, invitation: invitation)
        let tag = invitation.membershipTag(for: ravi.key, gathering: founding.id)
        let stolen = Content.join(try Content.Join(name: "Meera", membershipTag: tag))
        #expect(throws: RuleError.notInvited) { try programme.check(stolen, by: meera.key) }
        programme.take(try meera.say(stolen, in: founding.id, after: []))
        programme.take(
            try ravi.say(.join(try Content.Join(name: "Ravi", membershipTag: tag)), in: founding.id, after: []))
        let session = Content.session(try Content.Session(title: "Spam", lengthMinutes: 30))
        programme.take(try meera.say(session, in: founding.id, after: programme.heads))
        #expect(programme.state.attendees.map(\.name) == ["Ravi"] && programme.state.sessions.isEmpty)
        #expect(programme.state.isByInvitation)
    }

    @Test("What its author took back counts for nothing, with and without its content, and others cannot take it back")
    mutating func retractions() throws {
        try say(.join(try Content.Join(name: "Ravi")), \.ravi)
        let proposal = try ravi.say(
            .session(try Content.Session(title: "Maps", lengthMinutes: 30)), in: founding.id, after: programme.heads)
        programme.take(proposal)
        try say(.retraction(Content.Retraction(of: proposal)), \.meera)
        #expect(programme.state.sessions.map(\.title) == ["Maps"])
        var without = programme
        let retraction = try ravi.say(
            .retraction(Content.Retraction(of: proposal)), in: founding.id, after: programme.heads)
        programme.take(retraction)
        #expect(programme.state.sessions.isEmpty && programme.state.retractedSessions == [proposal.id])
        #expect(throws: RuleError.noSuchSession) {
            try programme.check(.want(Content.Want(session: proposal.id, wanted: true)), by: ravi.key)
        }
        // Whoever passes the content on again changes nothing.
        programme.take(proposal)
        #expect(programme.state.sessions.isEmpty)
        // Somebody passed it on without its content, and somebody else with it.
        without = try Programme(founding: founding, invitation: nil)
        let join = try ravi.say(.join(try Content.Join(name: "Ravi")), in: founding.id, after: [])
        let session = try ravi.say(
            .session(try Content.Session(title: "Tea", lengthMinutes: 30)), in: founding.id, after: [join.id])
        for entry in [join, session.retracted] { without.take(entry) }
        #expect(without.state.retractedSessions == [session.id])
        without.take(session)
        #expect(without.state.sessions.map(\.title) == ["Tea"] && without.state.retractedSessions.isEmpty)
    }

    @Test("What was taken back is gone also where what its author knew when taking it back never comes")
    mutating func retractionOutOfOrder() throws {
        try say(.join(try Content.Join(name: "Ravi")), \.ravi)
        let proposal = try ravi.say(
            .session(try Content.Session(title: "Maps", lengthMinutes: 30)), in: founding.id, after: programme.heads)
        let never = EntryID(Invitation.hash(of: [9]))
        let retraction = try ravi.say(
            .retraction(Content.Retraction(of: proposal)), in: founding.id, after: [never])
        var dropped = programme
        for entry in [proposal, retraction] { programme.take(entry) }
        // A disk keeps no content of it, whatever order it is read in.
        for entry in [retraction, proposal.retracted] { dropped.take(entry) }
        #expect(programme.state.sessions.isEmpty && programme.state == dropped.state)
    }

    @Test("What is of a reserved kind, or of somebody's guest, counts for nothing, and others build on it")
    mutating func reserved() throws {
        try say(.join(try Content.Join(name: "Asha")), \.asha)
        let before = shown
        for kind in [18, 19, 20, 21] as [UInt32] {
            let entry = try asha.sign(founding.id, founding.id, programme.heads, kind, [], [1])
            programme.take(entry)
            #expect(programme.heads == [entry.id] && shown == before)
        }
        let session = Content.session(try Content.Session(title: "Maps", lengthMinutes: 30))
        let said: [Content] = [session, .join(try Content.Join(name: "Guest")), .leave, .room(try .init(name: "Hall"))]
        for content in said {
            let entry = try asha.say(content, in: founding.id, after: programme.heads, guest: 7)
            programme.take(entry)
            #expect(programme.heads == [entry.id] && shown == before)
            // Nor does it once nothing is left to read.
            let retraction = Content.retraction(Content.Retraction(of: entry))
            programme.take(try asha.say(retraction, in: founding.id, after: programme.heads))
            #expect(shown == before)
        }
        let own = try asha.say(session, in: founding.id, after: programme.heads)
        programme.take(own)
        #expect(programme.state.sessions.map(\.id) == [own.id])
        let retraction = Content.retraction(Content.Retraction(of: own))
        programme.take(try asha.say(retraction, in: founding.id, after: programme.heads, guest: 7))
        #expect(programme.state.sessions.isEmpty && programme.state.retractedSessions == [own.id])
    }

    @Test("Heads are what nobody has built on yet, the deepest where there are too many")
    mutating func heads() throws {
        #expect(programme.heads.isEmpty)
        let join = try ravi.say(.join(try Content.Join(name: "Ravi")), in: founding.id, after: [founding.id])
        let left = try ravi.say(.leave, in: founding.id, after: [join.id])
        programme.take(left)
        #expect(programme.heads.isEmpty)
        programme.take(join)
        #expect(programme.heads == [left.id])
        for _ in 0..<GatheringLimits.parentsMax {
            programme.take(try meera.say(.join(try Content.Join(name: "Meera")), in: founding.id, after: []))
        }
        let heads = programme.heads
        #expect(heads.count == GatheringLimits.parentsMax && heads.contains(left.id) && heads == heads.sorted())
    }
}
