import Cards
import ControlAPI
import Gatherings
import Keys
import NIOPosix
import Peering
import Storage

/// Our own cards, and those of others, as the control socket has them.
extension NodeShell {
    func ownCards() throws(Problem) -> [OwnCardBody] {
        var bodies: [OwnCardBody] = []
        for card in faces { bodies.append(try body(of: card)) }
        return bodies
    }

    func setCard(_ card: CardBody, face: String) async throws(Problem) -> OwnCardBody {
        try check(face: face)
        let details = try CardDetails(card)
        let held = faces.first { $0.face == face }
        let sealedBefore = held.flatMap { try? SealedCard(trusting: $0.jws).issuedAt }
        let nowMS = WallClock.nowMS
        let expiresAt = try Self.expiry(card.expires, nowMS: nowMS)
        let sealed: SealedCard
        do {
            try details.validate()
            // Whoever holds the last edition takes only a later one, whatever this clock says.
            sealed = try SealedCard.seal(
                Card(details, uid: Card.uid(of: signer.publicKey, face: face), updatedMS: nowMS), by: signer,
                issuedAt: max(nowMS / 1_000, (sealedBefore ?? 0) + 1), expiresAt: expiresAt)
        } catch { throw Problem(.badValue, "\(error)") }
        let own = OwnCard(face: face, jws: sealed.jws)
        try await writeFirst(.ownCard(own))
        // It may have been changed meanwhile, and its editions follow each other.
        guard faces.first(where: { $0.face == face }) == held else { return try await setCard(card, face: face) }
        faces.removeAll { $0.face == face }
        faces.append(own)
        handle(.command(.setCard(own)))
        return try body(of: own)
    }

    private static func expiry(_ day: String?, nowMS: Int64) throws(Problem) -> Int64? {
        guard let day else { return nil }
        guard let expiresAt = UTCTime.end(ofDay: day) else {
            throw Problem(.badValue, "The last day must be a day, such as 2027-01-31.")
        }
        guard expiresAt > nowMS / 1_000 else {
            throw Problem(.badValue, "\(day) is over already, in UTC: name a later last day, or none.")
        }
        return expiresAt
    }

    func cardForm(face: String) throws(Problem) -> FormBody {
        FormBody(text: CardForm.text(of: try cardToEdit(face), face: face))
    }

    func setCardForm(_ form: FormBody, face: String) async throws(Problem) -> OwnCardBody {
        try await setCard(CardForm.card(from: form.text, changing: try cardToEdit(face)), face: face)
    }

    /// The card of a face; a new one has the name of the badge.
    private func cardToEdit(_ face: String) throws(Problem) -> CardBody {
        try check(face: face)
        guard let card = faces.first(where: { $0.face == face }) else { return CardBody(name: node.badge.name) }
        return try body(of: card).card
    }

    func phoneCard(face: String, room: PhoneCardBody.Room) throws(Problem) -> PhoneCardBody {
        guard let card = faces.first(where: { $0.face == face }) else {
            throw Problem(.notFound, "You have no card called \(face): `baithak card show` lists yours.")
        }
        let phone = VCard.forPhone(try CardDetails(try body(of: card).card), bytesMax: room.bytesMax)
        return PhoneCardBody(text: String(decoding: phone.bytes, as: UTF8.self), leftOut: phone.leftOut)
    }

    func removeCard(face: String) async throws(Problem) {
        guard faces.contains(where: { $0.face == face }) else {
            throw Problem(.notFound, "You have no card called \(face): `baithak card show` lists yours.")
        }
        try await writeFirst(.ownCardRemoved(face: face))
        faces.removeAll { $0.face == face }
        handle(.command(.removeCard(face: face)))
    }

    private func check(face: String) throws(Problem) {
        let isFit = face.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        guard isFit, 1...CardLimits.faceBytesMax ~= face.utf8.count else {
            throw Problem(
                .badValue,
                "A face is named with up to \(CardLimits.faceBytesMax) small letters, digits and hyphens, such as work."
            )
        }
        if faces.count >= CardLimits.facesMax, !faces.contains(where: { $0.face == face }) {
            throw Problem(
                .badValue, "You have \(CardLimits.facesMax) cards already: change one of them, or remove one.")
        }
    }

    private func body(of card: OwnCard) throws(Problem) -> OwnCardBody {
        do {
            let sealed = try SealedCard(trusting: card.jws)
            return OwnCardBody(
                face: card.face, card: Self.body(of: sealed), jws: String(decoding: card.jws, as: UTF8.self))
        } catch { throw Problem(.failed, "Your card \(card.face) is damaged in the database: set it anew.") }
    }

    func inspect(_ seal: SealBody) async throws(Problem) -> SealedCardBody {
        let sealed: SealedCard
        do { sealed = try SealedCard(verifying: Array(seal.jws.utf8)) } catch { throw Problem(.badValue, "\(error)") }
        let contact = try await storedContacts().first { $0.key == sealed.key }
        let isOwn = sealed.key == signer.publicKey
        return SealedCardBody(
            key: sealed.key.hex, tag: sealed.key.tag, issued: Self.time(sealed.issuedAt),
            expires: sealed.expiresAt.map(Self.time), isExpired: Self.isExpired(sealed),
            card: Self.body(of: sealed), knownAs: contact?.name,
            standing: isOwn ? "own" : (contact.map { "\(standing(of: $0).rawValue)" } ?? "stranger"))
    }

    // Contacts.

    func contacts() async throws(Problem) -> [ContactBody] {
        var bodies: [ContactBody] = []
        for contact in try await storedContacts() { bodies.append(try await body(of: contact)) }
        return bodies
    }

    func cardFile(key: String, format: CardFileBody.Format) async throws(Problem) -> CardFileBody {
        var file: [UInt8] = []
        let contact = try await contact(key)
        for held in contact.cards {
            guard let sealed = try? SealedCard(trusting: held.jws) else { continue }
            switch format {
            case .vcard: file += VCard.write(sealed.card, of: sealed.key)
            case .phone: file += VCard.writeForPhone(sealed.card.details)
            case .jscontact: file += sealed.card.encoded() + [0x0A]
            case .jws: file += sealed.jws + [0x0A]
            }
        }
        return CardFileBody(text: String(decoding: file, as: UTF8.self), cards: contact.cards.count)
    }

    func setNote(_ note: String, key: String) async throws(Problem) {
        let contact = try await contact(key)
        guard note.utf8.count <= StorageLimits.noteBytesMax else {
            throw Problem(
                .badValue,
                "The note has \(note.utf8.count) bytes and may have \(StorageLimits.noteBytesMax): shorten it.")
        }
        try await writeFirst(.note(contact.key, note))
    }

    func keyCode() -> KeyCodeBody { KeyCodeBody(text: KeyCode(signer.publicKey, nowMS: WallClock.nowMS).text) }

    func verify(_ body: KeyCodeBody, key: String) async throws(Problem) {
        let contact = try await contact(key)
        let code: KeyCode
        do { code = try KeyCode(reading: body.text, nowMS: WallClock.nowMS) } catch {
            throw Problem(.badValue, "\(error)")
        }
        if node.standing(of: contact.key) == .blocked {
            throw Problem(.refused, "\(contact.key.tag) is blocked: unblock them first.")
        }
        guard code.key == contact.key else {
            let whose = code.key == signer.publicKey ? "your own" : "that of \(code.key.tag)"
            throw Problem(
                .refused,
                "The code is \(whose), not that of \(contact.key.tag): this is not the contact whose card you hold. "
                    + "Nothing was changed.")
        }
        let name = node.attendee(contact.key, at: clock.now)?.badge.name ?? contact.name
        try await writeFirst(.verified(contact.key, name: name))
        handle(.command(.verify(contact.key, name: name)))
    }

    func forget(key: String) async throws(Problem) {
        let contact = try await contact(key)
        if node.standing(of: contact.key) == .blocked {
            throw Problem(.refused, "\(contact.key.tag) is blocked: unblock them first if you mean to forget them.")
        }
        try await writeFirst(.standing(contact.key, .stranger))
        handle(.command(.setStanding(contact.key, .stranger)))
    }

    func setBlocked(_ blocked: Bool, key: String) async throws(Problem) -> KeptBody {
        let peer = try publicKey(key)
        if peer == signer.publicKey { throw Problem(.badValue, "That is you.") }
        let isBlocked = node.standing(of: peer) == .blocked
        guard blocked != isBlocked else { return await keepNow() }
        let contact = try await storedContacts().first { $0.key == peer }
        handle(.command(.setStanding(peer, blocked ? .blocked : contact?.standing ?? .stranger)))
        return await keepNow()
    }

    private func contact(_ key: String) async throws(Problem) -> Contact {
        let peer = try publicKey(key)
        guard let contact = try await storedContacts().first(where: { $0.key == peer }) else {
            throw Problem(.notFound, "\(peer.tag) is no contact of yours: `baithak contacts` lists them.")
        }
        return contact
    }

    /// Read on another thread: the disk may be slow.
    private func storedContacts() async throws(Problem) -> [Contact] {
        let store = store
        do { return try await NIOThreadPool.singleton.runIfActive { try store.contacts() } } catch {
            throw Problem(.failed, "\(error)")
        }
    }

    private func standing(of contact: Contact) -> Attendee.Standing {
        node.standing(of: contact.key) == .blocked ? .blocked : Attendee.Standing(contact.standing)
    }

    private func body(of contact: Contact) async throws(Problem) -> ContactBody {
        let (store, key) = (store, contact.key)
        let receipts: Int
        do { receipts = try await NIOThreadPool.singleton.runIfActive { try store.receipts(of: key).count } } catch {
            throw Problem(.failed, "\(error)")
        }
        let cards = contact.cards.compactMap { held -> ContactBody.Held? in
            guard let sealed = try? SealedCard(trusting: held.jws) else { return nil }
            return ContactBody.Held(
                issued: Self.time(sealed.issuedAt), expires: sealed.expiresAt.map(Self.time),
                isExpired: Self.isExpired(sealed), received: UTCTime.text(milliseconds: held.receivedMS),
                card: Self.body(of: sealed), jws: String(decoding: held.jws, as: UTF8.self))
        }
        let badgeName = node.attendee(key, at: clock.now)?.badge.name
        let nameNow = badgeName.flatMap { names.knownAs(key, calledNow: $0) == nil ? nil : $0 }
        return ContactBody(
            name: contact.name, tag: key.tag, key: key.hex, standing: standing(of: contact),
            met: UTCTime.text(milliseconds: contact.metMS),
            gathering: contact.occasion.map { ContactBody.Gathering(id: $0.gathering.hex, title: $0.title) },
            verifiedAs: contact.verifiedName,
            verified: contact.verifiedMS.map { UTCTime.text(milliseconds: $0) },
            nameNow: nameNow, note: contact.note,
            cards: cards, receipts: receipts)
    }

    private static func body(of sealed: SealedCard) -> CardBody {
        var body = CardBody(sealed.card.details)
        body.expires = sealed.expiresAt.map { String(time($0 - 1).prefix(10)) }
        return body
    }

    /// Seconds since 1970 by anybody's clock, as text.
    private static func time(_ seconds: Int64) -> String {
        UTCTime.text(milliseconds: seconds.multipliedReportingOverflow(by: 1_000).overflow ? .max : seconds * 1_000)
    }

    static func isExpired(_ sealed: SealedCard) -> Bool {
        sealed.expiresAt.map { $0 <= WallClock.nowMS / 1_000 } ?? false
    }
}
