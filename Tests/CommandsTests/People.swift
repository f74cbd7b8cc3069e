import ControlAPI

/// Attendees for the tests.
enum People {
    static func attendee(
        _ name: String, tag: String = "k7qf-2mzt", key: Character = "0", headline: String = "", topics: [String] = [],
        asks: [String] = [], offers: [String] = [], presence: Attendee.Presence = .here, heardMS: UInt64 = 0,
        path: Attendee.Path = .direct
    ) -> Attendee {
        Attendee(
            name: name, tag: tag, key: String(repeating: key, count: 64), headline: headline, topics: topics,
            asks: asks,
            offers: offers, presence: presence, lastHeardMS: heardMS, standing: .stranger, path: path,
            addresses: ["192.0.2.1:22484"])
    }

    static let asha = attendee(
        "Asha Rao", tag: "aaaa-2222", key: "a", headline: "maps for NGOs", topics: ["maps", "tea"],
        asks: ["a loan"], offers: ["QGIS"], heardMS: 12_400)
    static let yamada = attendee("山田太郎", tag: "bbbb-3333", key: "b", headline: "地図が好き", path: .relayed)
    static let carl = attendee("Carl", tag: "cccc-4444", key: "c", presence: .quiet, heardMS: 61_000)
    static let dora = attendee("Dora", tag: "dddd-5555", key: "d", presence: .gone, heardMS: 7_300_000, path: .relayed)
    static let mallory = attendee(
        "\u{1B}]0;x\u{7}Bob\n3 people nearby", tag: "eeee-6666", key: "e", headline: "a\tb\u{202E}")

    static func nearby(_ attendees: [Attendee], _ state: Venue.DiscoveryState = .running, _ detail: String? = nil)
        -> Nearby
    {
        Nearby(venue: Venue(discovery: state, detail: detail, links: 1), attendees: attendees)
    }
}
