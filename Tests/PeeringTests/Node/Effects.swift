import Cards
import Peering
import Wire

extension [Node.Effect] {
    /// Messages for one link, in order.
    func sent(over link: LinkID) -> [Message] {
        compactMap { if case .send(link, let message) = $0 { message } else { nil } }
    }

    var isSending: Bool { contains { if case .send = $0 { true } else { false } } }

    /// Presences for one link, in order.
    func presences(over link: LinkID) -> [SignedPresence] {
        sent(over: link).flatMap { message -> [SignedPresence] in
            if case .presences(let presences) = message { presences } else { [] }
        }
    }

    /// Announcements for one link.
    func announcements(over link: LinkID) -> [Announcement] {
        sent(over: link).flatMap { message -> [Announcement] in
            if case .have(let announcements, _) = message { announcements } else { [] }
        }
    }

    /// Whom one link is asked about.
    func asked(over link: LinkID) -> [AuthorPrefix] {
        sent(over: link).flatMap { message -> [AuthorPrefix] in
            if case .graft(let authors, _) = message { authors } else { [] }
        }
    }

    /// Links that the node closes, with the reasons.
    var closed: [LinkID: CloseReason] {
        reduce(into: [:]) { if case .close(let link, let reason) = $1 { $0[link] = reason } }
    }

    struct Dial: Equatable {
        let id: DialID
        let endpoints: [Endpoint]
        let persona: Persona
    }

    var dials: [Dial] {
        compactMap { effect in
            guard case .dial(let id, let endpoints, let persona) = effect else { return nil }
            return Dial(id: id, endpoints: endpoints, persona: persona)
        }
    }

    /// Attendees about whom something is told.
    var told: [AttendeeView] {
        compactMap { if case .notify(.attendee(let view)) = $0 { view } else { nil } }
    }

    var notices: [Node.Notice] { compactMap { if case .notify(let notice) = $0 { notice } else { nil } } }

    var changes: [Change] { compactMap { if case .persist(let change) = $0 { change } else { nil } } }

    var isChecking: Bool { contains { if case .check = $0 { true } else { false } } }
}

extension [Stage.Entry] {
    var effects: [Node.Effect] { map(\.effect) }

    /// When something was told about this attendee, and what they were then.
    func presences(of person: Person) -> [(atMS: Int64, presence: Presence)] {
        compactMap { entry in
            guard case .notify(.attendee(let view)) = entry.effect, view.key == person.publicKey else { return nil }
            return (entry.atMS, view.presence)
        }
    }

    /// When the node wanted to dial.
    var dialsMS: [Int64] { compactMap { if case .dial = $0.effect { $0.atMS } else { nil } } }

    /// When this was wanted.
    func moments(of wanted: Node.Effect) -> [Int64] { filter { $0.effect == wanted }.map(\.atMS) }
}
