import ControlAPI
import ControlClient
import Testing

@Suite struct RouteTests {
    @Test("Every resource answers what the service says") func routes() async throws {
        try await Harness.run { harness in
            let client = harness.client
            #expect(try await client.status().value.name == "Asha Rao")
            #expect(try await client.nearby().value == harness.service.room)
            var badge = try await client.badge().value
            badge.topics = ["maps", "tea"]
            #expect(try await client.setBadge(badge).value == badge)
            #expect(try await client.badge().value == badge)
            #expect(try await client.setVisible(false).value == KeptBody())
            #expect(try await client.status().value.port == nil)
            #expect(try await client.addPeer("192.0.2.7:1").value.attendee?.tag == "k7qf-2mzt")
            #expect(harness.service.dialled == ["192.0.2.7:1"])
            try await client.stop()
            #expect(harness.service.dialled == ["192.0.2.7:1", "stop"])
        }
    }

    @Test("Cards, exchanges and contacts are asked for by their face or key, whatever is in them") func cards()
        async throws
    {
        try await Harness.run { harness in
            let client = harness.client
            let card = CardBody(name: "Asha")
            #expect(try await client.setCard(card, face: "a/b é%").value.face == "a/b é%")
            #expect(try await client.ownCards().value.map(\.card) == [card])
            #expect(
                try await client.phoneCard(face: "a b", room: .picture).value
                    == PhoneCardBody(text: "a b", leftOut: ["picture"]))
            #expect(try await client.keyCode().value.text == "BAITHAK:")
            try await client.verify(KeyCodeBody(text: "k"), key: "k")
            await #expect(throws: ControlClientError.problem(Problem(.refused, "another key"))) {
                try await client.verify(KeyCodeBody(text: "k"), key: "l")
            }
            #expect(try await client.cardForm(face: "a/b").value.text == "# a/b")
            #expect(try await client.setCardForm(FormBody(text: "x"), face: "a/b").value.card.name == "x")
            try await client.removeCard(face: "a/b é%")
            #expect(try await client.ownCards().value.isEmpty)
            #expect(try await client.exchanges().value == [harness.service.exchange])
            for action in ExchangeAction.allCases {
                let answer = try await client.act(action, key: "0b", OfferBody(face: "work", unverified: true))
                #expect(answer.value == harness.service.exchange)
            }
            for format in CardFileBody.Format.allCases {
                #expect(try await client.cardFile(key: "0b", format: format).value.text == "0b \(format.rawValue)\n")
            }
            try await client.setNote("tea", key: "0b")
            #expect(try await client.setBlocked(true, key: "0b").json.contains("\"is_kept\":false"))
            #expect(
                harness.service.dialled
                    == ExchangeAction.allCases.map { "\($0.rawValue) 0b work true" } + ["note 0b tea", "block 0b true"])
            #expect(try await client.contacts().value.isEmpty)
            await #expect(throws: ControlClientError.self) { try await client.forget(key: "0b") }
            await #expect(throws: ControlClientError.self) { _ = try await client.inspect(SealBody(jws: "x")) }
        }
    }

    @Test("JSON has sorted keys and slashes as they are") func json() async throws {
        try await Harness.run { harness in
            let json = try await harness.client.nearby().json
            #expect(json.hasPrefix(#"{"attendees":[{"addresses":["192.0.2.1:22484"],"asks":["a treasurer"],"#))
            #expect(json.contains(#""name":"Bob / B""#))
        }
    }

    @Test(
        "A body that is not what is expected gets status 400 and a sentence",
        arguments: [
            ("", "not JSON"), ("{", "not JSON"), ("[]", "not the JSON object"), ("{}", "“visible” is missing"),
            (#"{"visible":"yes"}"#, "“visible” is not of the type Bool"), (#"{"visible":null}"#, "“visible” is not"),
            ("\u{0}\u{1}", "not JSON"), ("[[[[[[[[", "not JSON"),
        ])
    func wrongJSON(body: String, part: String) async throws {
        try await Harness.run { harness in
            let (status, text) = try await harness.send("PUT", "/v1/visibility", body)
            #expect(status == 400)
            #expect(text.contains(#""kind":"bad_request""#))
            #expect(text.contains(part), "\(text)")
            #expect(harness.service.isVisible)
        }
    }

    @Test("A body of nothing but brackets is refused like any other") func deepJSON() async throws {
        try await Harness.run { harness in
            let (status, _) = try await harness.send("PUT", "/v1/badge", String(repeating: "[", count: 60_000))
            #expect(status == 400)
        }
    }

    @Test("A body above the bound gets status 413 and a sentence") func tooLarge() async throws {
        try await Harness.run { harness in
            let body =
                #"{"visible":false,"x":""# + String(repeating: "a", count: ControlLimits.requestBytesMax) + #""}"#
            let (status, text) = try await harness.send("PUT", "/v1/visibility", body)
            #expect(status == 413)
            #expect(text.contains("1048576 bytes"))
            #expect(harness.service.isVisible)
        }
    }

    @Test("A resource or a method that does not exist gets status 404 and a sentence") func notFound() async throws {
        try await Harness.run { harness in
            for (method, resource) in [
                ("GET", "/"), ("GET", "/v1/nothing"), ("DELETE", "/v1/badge"), ("PUT", "/v1/peers"),
            ] {
                let (status, text) = try await harness.send(method, resource, "{}")
                #expect(status == 404)
                #expect(text.contains("There is no \(method) \(resource)"), "\(text)")
            }
        }
    }

    @Test("A problem of the service arrives as it was thrown") func problems() async throws {
        try await Harness.run { harness in
            let client = harness.client
            let badge = BadgeBody(name: "", headline: "", topics: [], asks: [], offers: [])
            let problem = Problem(.badValue, "The name is empty: write at least one visible character.")
            await #expect(throws: ControlClientError.problem(problem)) { _ = try await client.setBadge(badge) }
            await #expect(throws: ControlClientError.problem(Problem(.refused, "No."))) {
                _ = try await client.addPeer("refused")
            }
            let address = String(repeating: "a", count: ControlLimits.addressBytesMax + 1)
            await #expect {
                _ = try await client.addPeer(address)
            } throws: { error in
                guard case .problem(let problem) = error as? ControlClientError else { return false }
                return problem.kind == .badValue && problem.message.contains("301 bytes")
            }
        }
    }
}
