import Gatherings
import Peering

/// What a simulated disk keeps of bookings at desks.
struct KeptDesks: Sendable {
    private(set) var requests: [DeskRequest] = []
    private(set) var bookings: [DeskBooking] = []

    mutating func apply(_ change: Change) {
        switch change {
        case .deskRequest(let request):
            if let place = requests.firstIndex(where: { $0.id == request.id }) {
                requests[place] = request
            } else {
                requests.append(request)
            }
        case .deskRequestDropped(let id): requests.removeAll { $0.id == id }
        case .deskBooking(let booking):
            if let place = bookings.firstIndex(where: { $0.id == booking.id }) {
                bookings[place] = booking
            } else {
                bookings.append(booking)
            }
        case .deskBookingDropped(let id): bookings.removeAll { $0.id == id }
        default: break
        }
    }

    mutating func leave(_ gathering: EntryID) {
        requests.removeAll { $0.gathering == gathering }
        bookings.removeAll { $0.gathering == gathering }
    }
}
