package import ControlAPI
import FoundationEssentials

/// Asks the daemon over its control socket: HTTP/1.1 with JSON on a Unix socket, one request a connection.
///
/// All calls throw ``ControlClientError``.
package struct ControlClient: Sendable {
    private let socketPath: String

    /// A client of the daemon at this socket, which is looked at anew for each request.
    package init(socketPath: String) { self.socketPath = socketPath }

    /// `GET /v1/status`.
    package func status() async throws(ControlClientError) -> Answer<Status> { try await ask("GET", "/v1/status") }

    /// `GET /v1/nearby`.
    package func nearby() async throws(ControlClientError) -> Answer<Nearby> { try await ask("GET", "/v1/nearby") }

    /// `GET /v1/matches`.
    package func matches() async throws(ControlClientError) -> Answer<[MatchBody]> {
        try await ask("GET", "/v1/matches")
    }

    /// `GET /v1/badge`.
    package func badge() async throws(ControlClientError) -> Answer<BadgeBody> { try await ask("GET", "/v1/badge") }

    /// `PUT /v1/badge`; the answer is the badge as the daemon took it.
    package func setBadge(_ badge: BadgeBody) async throws(ControlClientError) -> Answer<BadgeBody> {
        try await ask("PUT", "/v1/badge", Self.encode(badge))
    }

    /// `PUT /v1/visibility`.
    package func setVisible(_ visible: Bool) async throws(ControlClientError) -> Answer<KeptBody> {
        try await ask("PUT", "/v1/visibility", Self.encode(VisibilityBody(visible: visible)))
    }

    /// `POST /v1/stop`: the daemon ends soon; ``waitUntilEnded(timeoutMS:)`` tells when it has.
    package func stop() async throws(ControlClientError) { _ = try await exchange("POST", "/v1/stop", nil) }

    /// Waits until no daemon holds the lock of the socket.
    ///
    /// - Returns: false if one still does after this time.
    package func waitUntilEnded(timeoutMS: Int64 = ControlLimits.endTimeoutMS) async -> Bool {
        let deadline = ContinuousClock.now + .milliseconds(timeoutMS)
        while DaemonLock.isHeld(socketPath) {
            guard ContinuousClock.now < deadline else { return false }
            try? await Task.sleep(for: .milliseconds(ControlLimits.endLookMS))
        }
        return true
    }

    /// `POST /v1/peers`: waits up to ``ControlLimits/dialTimeoutMS`` for what the dial led to.
    package func addPeer(_ address: String) async throws(ControlClientError) -> Answer<PeerAnswer> {
        try await ask(
            "POST", "/v1/peers", Self.encode(PeerBody(address: address)), timeoutMS: ControlLimits.dialTimeoutMS)
    }

    /// `GET /v1/cards`.
    package func ownCards() async throws(ControlClientError) -> Answer<[OwnCardBody]> {
        try await ask("GET", "/v1/cards")
    }

    /// `PUT /v1/cards/{face}`.
    package func setCard(_ card: CardBody, face: String) async throws(ControlClientError) -> Answer<OwnCardBody> {
        try await ask("PUT", "/v1/cards/\(Self.escaped(face))", Self.encode(card))
    }

    /// `GET /v1/cards/{face}/form`.
    package func cardForm(face: String) async throws(ControlClientError) -> Answer<FormBody> {
        try await ask("GET", "/v1/cards/\(Self.escaped(face))/form")
    }

    /// `PUT /v1/cards/{face}/form`.
    package func setCardForm(_ form: FormBody, face: String) async throws(ControlClientError) -> Answer<OwnCardBody> {
        try await ask("PUT", "/v1/cards/\(Self.escaped(face))/form", Self.encode(form))
    }

    /// `GET /v1/cards/{face}/phone/{room}`.
    package func phoneCard(
        face: String, room: PhoneCardBody.Room
    ) async throws(ControlClientError) -> Answer<PhoneCardBody> {
        try await ask("GET", "/v1/cards/\(Self.escaped(face))/phone/\(room.rawValue)")
    }

    /// `GET /v1/key/code`.
    package func keyCode() async throws(ControlClientError) -> Answer<KeyCodeBody> {
        try await ask("GET", "/v1/key/code")
    }

    /// `POST /v1/contacts/{key}/verify`.
    package func verify(_ code: KeyCodeBody, key: String) async throws(ControlClientError) {
        _ = try await exchange("POST", "/v1/contacts/\(Self.escaped(key))/verify", Self.encode(code))
    }

    /// `DELETE /v1/cards/{face}`.
    package func removeCard(face: String) async throws(ControlClientError) {
        _ = try await exchange("DELETE", "/v1/cards/\(Self.escaped(face))", nil)
    }

    /// `POST /v1/seals`: what a card file is.
    package func inspect(_ seal: SealBody) async throws(ControlClientError) -> Answer<SealedCardBody> {
        try await ask("POST", "/v1/seals", Self.encode(seal))
    }

    /// `GET /v1/exchanges`.
    package func exchanges() async throws(ControlClientError) -> Answer<[ExchangeBody]> {
        try await ask("GET", "/v1/exchanges")
    }

    /// `POST /v1/exchanges/{key}/{action}`.
    package func act(
        _ action: ExchangeAction, key: String, _ offer: OfferBody = OfferBody()
    ) async throws(ControlClientError) -> Answer<ExchangeBody> {
        try await ask("POST", "/v1/exchanges/\(Self.escaped(key))/\(action.rawValue)", Self.encode(offer))
    }

    /// `GET /v1/contacts`.
    package func contacts() async throws(ControlClientError) -> Answer<[ContactBody]> {
        try await ask("GET", "/v1/contacts")
    }

    /// `GET /v1/contacts/{key}/{format}`: the cards of a contact as a file.
    package func cardFile(
        key: String, format: CardFileBody.Format
    ) async throws(ControlClientError) -> Answer<CardFileBody> {
        try await ask("GET", "/v1/contacts/\(Self.escaped(key))/\(format.rawValue)")
    }

    /// `PUT /v1/contacts/{key}/note`.
    package func setNote(_ note: String, key: String) async throws(ControlClientError) {
        _ = try await exchange("PUT", "/v1/contacts/\(Self.escaped(key))/note", Self.encode(NoteBody(note: note)))
    }

    /// `DELETE /v1/contacts/{key}`.
    package func forget(key: String) async throws(ControlClientError) {
        _ = try await exchange("DELETE", "/v1/contacts/\(Self.escaped(key))", nil)
    }

    /// `PUT /v1/attendees/{key}/block`.
    package func setBlocked(_ blocked: Bool, key: String) async throws(ControlClientError) -> Answer<KeptBody> {
        try await ask(
            "PUT", "/v1/attendees/\(Self.escaped(key))/block", Self.encode(BlockBody(blocked: blocked)))
    }

    /// A part of a path (RFC 3986, 3.3): everything but unreserved characters with percent signs.
    static func escaped(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~.".utf8)
        let bytes = text.utf8.flatMap { byte in
            kept.contains(byte) ? [byte] : [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `GET /v1/events`, each event as the line of JSON that the daemon sent.
    ///
    /// The stream reads no further than it is asked to, so a slow reader keeps the daemon from writing and gets a
    /// snapshot later on. It throws ``ControlClientError/closed`` when the daemon goes away, and
    /// ``ControlClientError/timedOut(afterMS:)`` when not even a heartbeat comes. Dropping it closes the connection.
    package func eventLines() async throws(ControlClientError) -> AsyncThrowingStream<String, any Error> {
        let connection = try await EventConnection.open(socketPath)
        return AsyncThrowingStream { try await connection.next() }
    }

    /// `GET /v1/events`; events of a kind that this version does not know are skipped. See ``eventLines()``.
    package func events() async throws(ControlClientError) -> AsyncThrowingStream<Event, any Error> {
        let connection = try await EventConnection.open(socketPath)
        return AsyncThrowingStream {
            while true {
                if let event = Self.event(in: try await connection.next()) { return event }
            }
        }
    }

    /// The event that a line of ``eventLines()`` holds, nil if it is of a kind that this version does not know.
    package static func event(in line: String) -> Event? {
        try? JSONDecoder().decode(Event.self, from: Data(line.utf8))
    }

    func ask<Value: Decodable & Sendable>(
        _ method: String, _ path: String, _ body: [UInt8]? = nil,
        timeoutMS: Int64 = ControlLimits.answerTimeoutMS
    ) async throws(ControlClientError) -> Answer<Value> {
        let bytes = try await exchange(method, path, body, timeoutMS: timeoutMS)
        guard let json = String(validating: bytes, as: UTF8.self) else {
            throw .garbled("it is not UTF-8")
        }
        do {
            return Answer(value: try JSONDecoder().decode(Value.self, from: Data(bytes)), json: json)
        } catch {
            throw .garbled("it is not what \(method) \(path) answers with")
        }
    }

    func exchange(
        _ method: String, _ path: String, _ body: [UInt8]?, timeoutMS: Int64 = ControlLimits.answerTimeoutMS
    ) async throws(ControlClientError) -> [UInt8] {
        // The daemon reads no further, and a connection that is not read to its end takes half a minute to close.
        guard body?.count ?? 0 <= ControlLimits.requestBytesMax else { throw .problem(.tooLarge) }
        let (status, bytes) = try await HTTPExchange.run(
            socketPath, HTTPExchange.request(method, path, body), timeoutMS: timeoutMS)
        guard status >= 400 else { return bytes }
        throw Self.problem(in: bytes, status: status)
    }

    static func problem(in bytes: [UInt8], status: Int) -> ControlClientError {
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(bytes)) else {
            return .garbled("HTTP status \(status) without a sentence")
        }
        return .problem(problem)
    }

    static func encode(_ body: some Encodable) throws(ControlClientError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(body))
        } catch {
            throw .garbled("the request cannot be written as JSON")
        }
    }
}
