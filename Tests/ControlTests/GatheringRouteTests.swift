import ControlAPI
import ControlClient
import Testing

@Suite struct GatheringRouteTests {
    @Test("A gathering is founded, joined, left and asked for by its id") func gatherings() async throws {
        try await Harness.run { harness in
            let client = harness.client
            #expect(try await client.gatherings().value == [FakeService.gathering])
            let new = NewGatheringBody(
                title: "Book club", place: "Hall", firstDay: "2026-12-01", lastDay: "2026-12-02", byInvitation: false,
                anybodySchedules: true, organisers: ["0b"])
            let made = try await client.createGathering(new).value
            #expect(made.title == "Book club" && made.place == "Hall" && made.firstDay == "2026-12-01")
            #expect(made.lastDay == "2026-12-02" && !made.byInvitation && made.anybodySchedules)
            #expect(made.organisers.map(\.key) == ["0b"])
            #expect(try await client.join(invitation: InvitationBody(text: "code")).value == FakeService.gathering)
            await #expect(throws: ControlClientError.problem(Problem(.badValue, "This is no code of a gathering."))) {
                _ = try await client.join(invitation: InvitationBody(text: "x"))
            }
            #expect(try await client.programme(of: "0c").value.sessions == [FakeService.session])
            await #expect(throws: ControlClientError.problem(Problem(.notFound, "There is no gathering a/b é%."))) {
                _ = try await client.programme(of: "a/b é%")
            }
            #expect(try await client.joinGathering("0c").value.standing == .known)
            try await client.leaveGathering("0c")
            #expect(try await client.invitation(to: "0c").value.text == "code of 0c")
            #expect(try await client.sync("0c").value.peers.map(\.state) == [.hasAll])
            #expect(try await client.export("0c").value.files.map(\.text) == ["0c"])
            #expect(harness.service.dialled == ["join 0c", "leave 0c"])
        }
    }

    @Test("What is written into a programme arrives as it was sent") func programme() async throws {
        try await Harness.run { harness in
            let client = harness.client
            var answers = [
                try await client.addOrganiser(OrganiserBody(key: "0b"), to: "0c"),
                try await client.setRoom(RoomBody(name: "Room 4", exists: false), in: "0c"),
                try await client.setSlot(SlotChangeBody(slot: FakeService.slot, exists: true), in: "0c"),
                try await client.propose(SessionDetailsBody(title: "Maps", topics: ["a", "b"]), in: "0c"),
                try await client.editSession("0d", SessionDetailsBody(lengthMinutes: 30), in: "0c"),
                try await client.setWanted("0d", WantBody(wanted: true), in: "0c"),
                try await client.setPlace("0d", PlaceBody(room: "Room 4", slot: FakeService.slot), in: "0c"),
            ]
            answers.append(try await client.setPlace("0d", PlaceBody(), in: "0c"))
            answers.append(try await client.retract(RetractBody(id: "0d"), in: "0c"))
            let expected = [
                "organiser 0b 0c", "room Room 4 false 0c", "slot 2026-11-28 14:00 45 true 0c",
                #"propose Maps ["a", "b"] 0c"#, "edit 0d - 30 0c", "want 0d true 0c", "place 0d Room 4 14:00 0c",
                "place 0d - - 0c", "retract 0d 0c",
            ]
            #expect(answers.map(\.value.id) == expected)
            #expect(answers.allSatisfy { $0.value.copies == 3 })
            #expect(harness.service.dialled == expected)
            await #expect(throws: ControlClientError.problem(Problem(.badValue, "A session needs a title."))) {
                _ = try await client.propose(SessionDetailsBody(), in: "0c")
            }
        }
    }

    @Test("Pads are read, saved, appended to and told edit by edit") func pads() async throws {
        try await Harness.run { harness in
            let client = harness.client
            #expect(try await client.pads(in: "0c").value.map(\.session) == ["0d"])
            let pad = try await client.pad("0d", in: "0c").value
            #expect(pad.text == "नमस्ते\n" && pad.session == "0d" && pad.title == "0c")
            let saved = try await client.savePad("0d", PadTextBody(version: ["0f"], text: "\t\"/é\u{1}"), in: "0c")
                .value
            #expect(saved.id == nil && saved.merged && saved.text == "\t\"/é\u{1}")
            #expect(saved.version == ["0f", "0d", "0c"])
            let appended = try await client.appendToPad("0d", AppendBody(text: "x"), in: "0c").value
            #expect(appended.id == "0f" && appended.text == "x" && appended.version == ["0d", "0c"])
            let log = try await client.padLog("0d", in: "0c").value
            #expect(log.map(\.excerpt) == ["0d 0c"] && log[0].isRetracted)
        }
    }

    @Test("A pad of the largest size is saved, whatever is in it, and a larger one is refused with a sentence")
    func largePads() async throws {
        try await Harness.run { harness in
            let client = harness.client
            let version = (0..<1_000).map { _ in String(repeating: "0f", count: 32) }
            for letter in ["a", "\n", "\"", "/"] {
                let text = String(repeating: letter, count: ControlLimits.padBytesMax)
                let saved = try await client.savePad("0d", PadTextBody(version: version, text: text), in: "0c").value
                #expect(saved.text == text)
            }
            let escaped = String(repeating: #"\u0928"#, count: ControlLimits.padBytesMax / 3)
            let (status, _) = try await harness.send(
                "PUT", "/v1/gatherings/0c/pads/0d", #"{"version":[],"text":"\#(escaped)"}"#)
            #expect(status == 200)
            let tooLong = String(repeating: "a", count: ControlLimits.padBytesMax + 1)
            for refused in [
                { _ = try await client.savePad("0d", PadTextBody(version: [], text: tooLong), in: "0c") },
                { _ = try await client.appendToPad("0d", AppendBody(text: tooLong), in: "0c") },
            ] as [@Sendable () async throws -> Void] {
                await #expect {
                    try await refused()
                } throws: { error in
                    guard case .problem(let problem) = error as? ControlClientError else { return false }
                    return problem.kind == .badValue && problem.message.contains("262145 bytes")
                }
            }
        }
    }

    @Test("Members are named with underscores") func names() async throws {
        try await Harness.run { harness in
            let json = try await harness.client.programme(of: "0c").json
            for name in [
                "first_day", "last_day", "by_invitation", "anybody_schedules", "is_organiser", "length_minutes",
                "is_wanted", "is_mine",
            ] { #expect(json.contains("\"\(name)\":"), "\(json)") }
            #expect(try await harness.client.padLog("0d", in: "0c").json.contains(#""is_retracted":true"#))
        }
    }
}
