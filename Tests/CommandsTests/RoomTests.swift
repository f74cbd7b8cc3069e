import ControlAPI
import Testing

@testable import Commands

@Suite struct RoomTests {
    @Test("A snapshot and what follows give the room as it is") func following() {
        var room = NearbyRoom()
        var change = room.apply(.snapshot(People.nearby([People.carl, People.asha])), at: 1_000)
        #expect(change == .init(changed: [People.asha, People.carl], isVenueChanged: true))
        var later = People.asha
        later.headline = "gone for tea"
        change = room.apply(.attendee(later), at: 2_000)
        #expect(change == .init(changed: [later]))
        #expect(room.apply(.attendee(later), at: 3_000) == .init())
        #expect(room.apply(.forgotten(key: People.carl.key), at: 3_000) == .init(forgotten: [People.carl]))
        #expect(room.apply(.forgotten(key: "unknown"), at: 3_000) == .init())
        #expect(room.apply(.gathering(id: "9a"), at: 3_000) == .init())
        #expect(room.apply(.venue(Venue(discovery: .off, links: 0)), at: 3_000) == .init(isVenueChanged: true))
        #expect(room.nearby(at: 3_000).attendees == [later])
    }

    @Test("Hearing of somebody again is no change, but counts for the time") func heardAgain() {
        var room = NearbyRoom()
        _ = room.apply(.attendee(People.asha), at: 0)
        #expect(room.nearby(at: 5_000).attendees[0].lastHeardMS == 17_400)
        var again = People.asha
        again.lastHeardMS = 0
        #expect(room.apply(.attendee(again), at: 6_000) == .init())
        #expect(room.nearby(at: 6_500).attendees[0].lastHeardMS == 500)
    }

    @Test("A later snapshot tells only what is new, and whom it no longer has") func laterSnapshot() {
        var room = NearbyRoom()
        _ = room.apply(.snapshot(People.nearby([People.asha, People.carl])), at: 0)
        let change = room.apply(.snapshot(People.nearby([People.asha, People.dora])), at: 9)
        #expect(change == .init(changed: [People.dora], forgotten: [People.carl]))
    }
}
