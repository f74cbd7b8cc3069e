import ControlAPI
import ControlServer
import Synchronization

/// Stands in for the daemon: remembers what it was told and publishes through a real hub.
final class FakeService: ControlService {
    struct State {
        var badge = BadgeBody(name: "Asha Rao", headline: "maps for NGOs", topics: ["maps"], asks: [], offers: [])
        var isVisible = true
        var dialled: [String] = []
    }

    let state = Mutex(State())
    let hub = EventHub()
    let attendee = Attendee(
        name: "Bob / B", tag: "k7qf-2mzt", key: String(repeating: "0a", count: 32), headline: "tea\u{1B}[2J",
        topics: [],
        asks: ["a treasurer"], offers: [], presence: .here, lastHeardMS: 1_200, standing: .stranger, path: .relayed,
        addresses: ["192.0.2.1:22484"])

    var isVisible: Bool { state.withLock { $0.isVisible } }
    var dialled: [String] { state.withLock { $0.dialled } }
    var room: Nearby { Nearby(venue: Venue(discovery: .running, links: 1), attendees: [attendee]) }

    func status() async -> Status {
        let (name, isVisible) = state.withLock { ($0.badge.name, $0.isVisible) }
        return Status(
            version: "0.1.0", pid: 7, uptimeMS: 1, name: name, tag: "aaaa-bbbb", key: "00", visible: isVisible,
            port: isVisible ? 22484 : nil,
            discovery: .init(state: .running, detail: nil, browsing: true, advertised: isVisible),
            addresses: .init(told: [.init(interface: "lan0", address: "192.0.2.9")], leftOut: []), links: 1,
            attendees: .init(here: 1, quiet: 0, gone: 0), problems: [])
    }

    func nearby() async -> Nearby { room }

    func badge() async -> BadgeBody { state.withLock { $0.badge } }

    func setBadge(_ badge: BadgeBody) async throws(Problem) -> BadgeBody {
        if badge.name.isEmpty { throw Problem(.badValue, "The name is empty: write at least one visible character.") }
        state.withLock { $0.badge = badge }
        return badge
    }

    func setVisible(_ visible: Bool) async throws(Problem) { state.withLock { $0.isVisible = visible } }

    func addPeer(_ address: String) async throws(Problem) -> PeerAnswer {
        state.withLock { $0.dialled.append(address) }
        if address == "refused" { throw Problem(.refused, "No.") }
        return PeerAnswer(attendee: attendee, detail: "Connected.")
    }

    let cards = Mutex<[OwnCardBody]>([])
    let exchange = ExchangeBody(key: "0b", tag: "bbbb-cccc", name: "Bob", stage: .code, digits: "042 917")

    func ownCards() async throws(Problem) -> [OwnCardBody] { cards.withLock { $0 } }

    func setCard(_ card: CardBody, face: String) async throws(Problem) -> OwnCardBody {
        let own = OwnCardBody(face: face, card: card, jws: "a.b.c")
        cards.withLock { $0.append(own) }
        return own
    }

    func phoneCard(face: String, room: PhoneCardBody.Room) async throws(Problem) -> PhoneCardBody {
        PhoneCardBody(text: face, leftOut: [room.rawValue])
    }
    func keyCode() async -> KeyCodeBody { KeyCodeBody(text: "BAITHAK:") }
    func verify(_ code: KeyCodeBody, key: String) async throws(Problem) {
        if code.text != key { throw Problem(.refused, "another key") }
    }
    func cardForm(face: String) async throws(Problem) -> FormBody { FormBody(text: "# \(face)") }

    func setCardForm(_ form: FormBody, face: String) async throws(Problem) -> OwnCardBody {
        OwnCardBody(face: face, card: CardBody(name: form.text), jws: "a.b.c")
    }

    func removeCard(face: String) async throws(Problem) { cards.withLock { $0.removeAll { $0.face == face } } }

    func inspect(_ seal: SealBody) async throws(Problem) -> SealedCardBody {
        throw Problem(.badValue, "This is no sealed card.")
    }

    func exchanges() async -> [ExchangeBody] { [exchange] }

    func act(_ action: ExchangeAction, key: String, _ offer: OfferBody) async throws(Problem) -> ExchangeBody {
        dialledNote("\(action.rawValue) \(key) \(offer.face ?? "-") \(offer.unverified)")
        return exchange
    }

    func contacts() async throws(Problem) -> [ContactBody] { [] }

    func cardFile(key: String, format: CardFileBody.Format) async throws(Problem) -> CardFileBody {
        CardFileBody(text: "\(key) \(format.rawValue)\n", cards: 1)
    }

    func setNote(_ note: String, key: String) async throws(Problem) { dialledNote("note \(key) \(note)") }

    func forget(key: String) async throws(Problem) { throw Problem(.notFound, "No.") }

    func setBlocked(_ blocked: Bool, key: String) async throws(Problem) { dialledNote("block \(key) \(blocked)") }

    func dialledNote(_ text: String) { state.withLock { $0.dialled.append(text) } }

    func events() async -> AsyncStream<Event> {
        let room = room
        return hub.events { room }
    }
}
