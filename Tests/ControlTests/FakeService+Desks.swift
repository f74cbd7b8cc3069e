import ControlAPI
import ControlServer

/// Desks that answer with what they were asked for, so that a test sees where it went.
extension FakeService {
    static let desk = DeskBody(
        id: "0a", title: "Social media", owner: asha, isMine: true, isInReach: true,
        slots: [DeskSlotBody(slot: slot, state: .taken, by: asha, about: "our\npage"), .init(slot: slot, state: .free)])
    static let booking = DeskBookingBody(
        desk: "0a", title: "Social media", isMine: false, person: asha, slot: slot, about: "our page", state: .tooMany,
        next: slot, isInReach: false)
    static let desks = DesksBody(desks: [desk], news: [DeskNewsBody(id: "0d", booking: booking)])
    static let match = MatchBody(
        person: asha, offers: [AgreementBody(own: "a treasurer", theirs: "treasurers", words: ["treasurers"])],
        asks: [], topics: [])

    func desks(in id: String) async throws(Problem) -> DesksBody {
        guard id == "0c" else { throw Problem(.notFound, "There is no gathering \(id).") }
        return Self.desks
    }

    func lookedAtDeskNews(_ booking: String, in id: String) async throws(Problem) {
        dialledNote("looked \(booking) \(id)")
    }

    func openDesk(_ desk: NewDeskBody, in id: String) async throws(Problem) -> SavedBody {
        dialledNote("open \(desk.title) \(desk.slots.count) \(id)")
        return SavedBody(id: "0a", copies: 1)
    }

    func closeDesk(_ desk: String, in id: String) async throws(Problem) -> SavedBody {
        dialledNote("close \(desk) \(id)")
        return SavedBody(id: "0b", copies: 2)
    }

    func book(_ wish: DeskWishBody, at desk: String, in id: String) async throws(Problem) -> DeskBookingBody {
        guard wish.start != "15:00" else { throw Problem(.refused, "15:00 is taken.") }
        dialledNote("book \(desk) \(wish.day) \(wish.start) \(wish.about) \(id)")
        return Self.booking
    }

    func freeSlot(_ slot: String, of desk: String, in id: String) async throws(Problem) -> DeskBookingBody {
        dialledNote("free \(slot) \(desk) \(id)")
        return Self.booking
    }

    func matches() async -> [MatchBody] { [Self.match] }
}
