import Gatherings
import Keys
import Peering
import Testing
import Wire

@testable import Storage

struct StoreDesksTests {
    let scratch: Scratch
    let path: String
    let gathering: EntryID
    let desk: EntryID
    let slots: [Content.SlotTime]
    let bob: PublicKey

    init() throws {
        scratch = try Scratch()
        path = scratch.file("baithak.sqlite")
        gathering = EntryID(try Bytes32([UInt8](repeating: 1, count: 32)))
        desk = EntryID(try Bytes32([UInt8](repeating: 2, count: 32)))
        let day = try Day("2026-11-28")
        slots = try [840, 860].map { try Content.SlotTime(day: day, startMinute: $0) }
        bob = try PublicKey(trusting: [UInt8](repeating: 3, count: 32))
    }

    private func name(_ number: UInt8) throws -> BookingID {
        try #require(BookingID([UInt8](repeating: number, count: 16)))
    }

    private func request(
        _ number: UInt8, _ state: DeskRequest.State = .waiting, next: Content.SlotTime? = nil
    ) throws -> DeskRequest {
        DeskRequest(
            id: try name(number), gathering: gathering, desk: desk, owner: bob, slot: slots[0],
            about: "हमारा\u{0}पेज", state: state, next: next, isNews: state == .taken)
    }

    private func booking(
        _ number: UInt8, _ state: DeskBooking.State = .held, slot: Int = 0
    ) throws -> DeskBooking {
        DeskBooking(
            id: try name(number), gathering: gathering, desk: desk, slot: slots[slot], booker: bob, about: "maps",
            state: state, isNews: state == .released)
    }

    /// Writes, closes, opens and loads.
    private func stored(_ changes: Change...) throws -> StoredGatherings {
        var store = try Store(path: path)
        try store.write(changes, atMS: 1_000)
        try store.close()
        store = try Store(path: path)
        defer { try? store.close() }
        return try store.loadGatherings()
    }

    @Test("Requests come back in their order, each as it was last", arguments: DeskRequest.State.allCases)
    func requests(state: DeskRequest.State) throws {
        let settled = try request(9, state, next: slots[1])
        let kept = try stored(
            .deskRequest(try request(9)), .deskRequest(try request(1)), .deskRequest(try request(5)),
            .deskRequest(settled), .deskRequestDropped(try name(5)))
        #expect(kept.deskRequests == [settled, try request(1)])
    }

    @Test("Bookings come back in their order, each as it was last", arguments: DeskBooking.State.allCases)
    func bookings(state: DeskBooking.State) throws {
        let ended = try booking(9, state)
        let kept = try stored(
            .deskBooking(try booking(9)), .deskBooking(try booking(1, slot: 1)), .deskBooking(ended))
        #expect(kept.deskBookings == [ended, try booking(1, slot: 1)])
        #expect(try stored(.deskBookingDropped(try name(9))).deskBookings.map(\.id) == [try name(1)])
    }

    @Test("No slot is held by two; whoever had it before may have let go in the same moment") func unique() throws {
        let kept = try stored(
            .deskBooking(try booking(1)), .deskBooking(try booking(1, .freed)), .deskBooking(try booking(2)))
        #expect(kept.deskBookings.map(\.state) == [.freed, .held])
        let store = try Store(path: path)
        defer { try? store.close() }
        #expect(throws: StorageError.self) { try store.write([.deskBooking(try booking(3))], atMS: 1) }
        #expect(try store.deskBookings() == kept.deskBookings)
    }

    @Test("Nothing is booked any more in a gathering that we left") func leaving() throws {
        let kept = try stored(
            .deskRequest(try request(1)), .deskBooking(try booking(2)), .gatheringLeft(gathering))
        #expect(kept.deskRequests.isEmpty && kept.deskBookings.isEmpty)
    }
}
