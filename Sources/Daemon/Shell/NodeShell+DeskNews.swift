import ControlAPI
import ControlServer
import Display
import Gatherings
import Keys
import Logging
import Peering
import Wire

/// What is told of bookings at desks.
extension NodeShell {
    func deskNews(in id: EntryID, hiding hidden: Set<PublicKey>) -> [DeskNewsBody] {
        let news = node.deskNews(in: id)
        return news.requests.filter { !hidden.contains($0.owner) }.map {
            DeskNewsBody(
                id: Hex.encode($0.id.bytes), booking: body(of: $0, at: views[id]?.programme.state.desk($0.desk)))
        }
            + news.bookings.filter { !hidden.contains($0.booker) }.map {
                DeskNewsBody(id: Hex.encode($0.id.bytes), booking: body(of: $0))
            }
    }

    func lookedAtDeskNews(_ booking: String, in id: String) async throws(Problem) {
        guard let bytes = try? Hex.decode(booking), let name = BookingID(bytes) else {
            throw Problem(.badValue, "“\(booking)” names no booking: the news of `GET …/desks` do.")
        }
        handle(.command(.lookedAtDesk(name)))
        // On a full disk it is shown once more after a restart.
        _ = await write()
    }

    func body(of request: DeskRequest, at desk: ProgrammeState.Desk?) -> DeskBookingBody {
        let id = request.gathering
        return DeskBookingBody(
            desk: request.desk.hex, title: desk?.title ?? "", isMine: false, person: person(request.owner, in: id),
            slot: SlotBody(request.slot, of: desk), about: request.about, state: .init(request.state),
            next: request.next.map { SlotBody($0, of: desk) }, isInReach: node.reaches(request.owner, in: id))
    }

    private func body(of booking: DeskBooking) -> DeskBookingBody {
        let id = booking.gathering
        let desk = views[id]?.programme.state.desk(booking.desk)
        return DeskBookingBody(
            desk: booking.desk.hex, title: desk?.title ?? "", isMine: true, person: person(booking.booker, in: id),
            slot: SlotBody(booking.slot, of: desk), about: booking.about,
            state: booking.state == .held ? .accepted : .released, isInReach: node.reaches(booking.booker, in: id))
    }

    /// Somebody booked at our desk, or gave it back.
    func tell(_ booking: DeskBooking) {
        let (id, body) = (booking.gathering, body(of: booking))
        let person = person(booking.booker, in: id)
        logger.info(
            "desk", metadata: ["tag": "\(booking.booker.tag)", "booking": "\(body.state.rawValue)"])
        hub.publish(.desk(gathering: id.hex, body))
        let what = booking.state == .held ? "booked" : "gave back"
        notifier.show(
            "\(person.name) \(person.tag) \(what) \(booking.slot.clock) on \(booking.slot.day.description)",
            "baithak desk list shows what it is about")
    }

    /// A request of ours was answered.
    func tell(_ request: DeskRequest) {
        let id = request.gathering
        let person = person(request.owner, in: id)
        logger.info("desk", metadata: ["tag": "\(request.owner.tag)", "request": "\(request.state.rawValue)"])
        hub.publish(
            .desk(gathering: id.hex, body(of: request, at: views[id]?.programme.state.desk(request.desk))))
        let what = request.state == .accepted ? "is yours" : "is not yours"
        notifier.show(
            "\(request.slot.clock) on \(request.slot.day.description) with \(person.name) \(person.tag) \(what)",
            request.state == .accepted ? "baithak desk list shows it" : "baithak desk list says why, and what is free")
    }
}
