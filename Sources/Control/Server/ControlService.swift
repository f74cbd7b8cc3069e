package import ControlAPI

/// What stands behind the control socket: the daemon, or a stand-in in a test.
package protocol ControlService: GatheringService, DeskService {
    /// The daemon about itself.
    func status() async -> Status
    /// Everybody known to be or have been here.
    func nearby() async -> Nearby
    /// With whom of those nearby there is something to talk about, most first.
    func matches() async -> [MatchBody]
    /// Our own badge.
    func badge() async -> BadgeBody
    /// Takes a new badge and returns it as it was taken; throws ``Problem/Kind/badValue`` with what to change.
    func setBadge(_ badge: BadgeBody) async throws(Problem) -> BadgeBody
    /// Shows us to others or hides us.
    func setVisible(_ visible: Bool) async throws(Problem) -> KeptBody
    /// Ends the daemon soon, with a goodbye; what is being answered is answered before.
    func requestStop() async
    /// Dials an address that a person typed; answers well before ``ControlLimits/dialTimeoutMS``.
    func addPeer(_ address: String) async throws(Problem) -> PeerAnswer
    /// Our own cards.
    func ownCards() async throws(Problem) -> [OwnCardBody]
    /// Seals a card for a face; throws ``Problem/Kind/badValue`` with what to change.
    func setCard(_ card: CardBody, face: String) async throws(Problem) -> OwnCardBody
    /// A card, or a new one, as a form for an editor.
    func cardForm(face: String) async throws(Problem) -> FormBody
    /// Seals what a form says; throws ``Problem/Kind/badValue`` with the line and what to change.
    func setCardForm(_ form: FormBody, face: String) async throws(Problem) -> OwnCardBody
    /// What a phone's camera reads of a card.
    func phoneCard(face: String, room: PhoneCardBody.Room) async throws(Problem) -> PhoneCardBody
    /// Our own key as the text of a QR code.
    func keyCode() async -> KeyCodeBody
    /// Marks a contact verified by the code on their screen; throws ``Problem/Kind/refused`` if it is of another key,
    /// ``Problem/Kind/badValue`` if it is no code.
    func verify(_ code: KeyCodeBody, key: String) async throws(Problem)
    /// Takes a card away.
    func removeCard(face: String) async throws(Problem)
    /// What a card file is; throws ``Problem/Kind/badValue`` if it is not genuine.
    func inspect(_ seal: SealBody) async throws(Problem) -> SealedCardBody
    /// Exchanges under way.
    func exchanges() async -> [ExchangeBody]
    /// Does something about an exchange with the attendee of this key.
    func act(_ action: ExchangeAction, key: String, _ offer: OfferBody) async throws(Problem) -> ExchangeBody
    /// Everybody whose card we hold.
    func contacts() async throws(Problem) -> [ContactBody]
    /// The cards of a contact as a file.
    func cardFile(key: String, format: CardFileBody.Format) async throws(Problem) -> CardFileBody
    /// Writes a private note about a contact.
    func setNote(_ note: String, key: String) async throws(Problem)
    /// Forgets a contact: card, note, receipts.
    func forget(key: String) async throws(Problem)
    /// Blocks an attendee, or does no more.
    func setBlocked(_ blocked: Bool, key: String) async throws(Problem) -> KeptBody
    /// A snapshot, then what changes, until the daemon stops; bounded for each reader. ``EventHub`` makes such streams.
    func events() async -> AsyncStream<Event>
}
