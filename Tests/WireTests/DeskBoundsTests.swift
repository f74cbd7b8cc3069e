import Testing

@testable import Wire

struct DeskBoundsTests {
    private func request(
        desk: Int = 32, day: String = "2026-11-28", about: String = String(repeating: "a", count: 280)
    ) -> [UInt8] {
        let slot = DeskTime(day: day, startMinute: 1)
        return Message.desk(
            1, Samples.booking, .request(desk: [UInt8](repeating: 1, count: desk), slot: slot, about: about)
        ).encoded()
    }

    @Test("What a booking is about may have 280 bytes, a day ten, and a desk has 32") func lengths() throws {
        _ = try Message(decoding: request())
        _ = try Message(decoding: request(about: String(repeating: "é", count: 140)))
        for bytes in [
            request(about: String(repeating: "a", count: 281)), request(about: String(repeating: "é", count: 141)),
            request(day: "2026-11-281"), request(desk: 31), request(desk: 33), request(desk: 0),
        ] {
            #expect(throws: WireError.self) { try Message(decoding: bytes) }
        }
        #expect(BookingID([1]) == nil && BookingID([UInt8](repeating: 0, count: 17)) == nil)
    }

    @Test("A step of a later version and a booking without a name are refused, and a later outcome is an unknown one")
    func unknown() throws {
        let named = field(2, Samples.booking.bytes)
        for inside in [named, named + field(15, []), field(5, []), field(2, [1, 2]) + field(5, [])] {
            #expect(throws: WireError.self) { try Message(decoding: field(12, inside)) }
        }
        #expect(
            try Message(decoding: field(12, named + field(5, []))) == .desk(0, Samples.booking, .release))
        #expect(
            try Message(decoding: field(12, named + field(4, [8, 99])))
                == .desk(0, Samples.booking, .answer(.unknown)))
    }
}
