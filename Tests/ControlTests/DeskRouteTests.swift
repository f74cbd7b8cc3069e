import ControlAPI
import ControlClient
import ControlServer
import Testing

@Suite struct DeskRouteTests {
    @Test("A desk is opened, listed, booked, freed and closed") func desks() async throws {
        try await Harness.run { harness in
            let client = harness.client
            #expect(try await client.desks(in: "0c").value == FakeService.desks)
            await #expect(throws: ControlClientError.problem(Problem(.notFound, "There is no gathering a/b."))) {
                _ = try await client.desks(in: "a/b")
            }
            let new = NewDeskBody(title: "Social media", slots: [FakeService.slot, FakeService.slot])
            #expect(try await client.openDesk(new, in: "0c").value.id == "0a")
            let wish = DeskWishBody(day: "2026-11-28", start: "14:20", about: "our page")
            #expect(try await client.book(wish, at: "0a", in: "0c").value == FakeService.booking)
            await #expect(throws: ControlClientError.problem(Problem(.refused, "15:00 is taken."))) {
                let late = DeskWishBody(day: "2026-11-28", start: "15:00", about: "")
                _ = try await client.book(late, at: "0a", in: "0c")
            }
            let freed = try await client.freeSlot(day: "2026-11-28", start: "14:20", of: "0a", in: "0c")
            #expect(freed.value == FakeService.booking)
            #expect(try await client.closeDesk("0a", in: "0c").value.copies == 2)
            try await client.lookedAtDeskNews("0d", in: "0c")
            #expect(
                harness.service.dialled == [
                    "open Social media 2 0c", "book 0a 2026-11-28 14:20 our page 0c", "free 2026-11-28T14:20 0a 0c",
                    "close 0a 0c", "looked 0d 0c",
                ])
        }
    }

    @Test("Who could help whom is told, and members are named with underscores") func names() async throws {
        try await Harness.run { harness in
            #expect(try await harness.client.matches().value == [FakeService.match])
            let json = try await harness.client.desks(in: "0c").json
            for name in ["is_mine", "is_in_reach", "length_minutes"] { #expect(json.contains("\"\(name)\":")) }
            let event = Event.desk(gathering: "0c", FakeService.booking)
            var events = try await harness.client.events().makeAsyncIterator()
            _ = try await events.next()
            harness.service.hub.publish(event)
            #expect(try await events.next() == event)
        }
    }
}
