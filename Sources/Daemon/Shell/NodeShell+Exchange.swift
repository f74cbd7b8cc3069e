import Cards
import ControlAPI
import Keys
import Peering
import Wire

/// Exchanges, as the control socket has them.
extension NodeShell {
    func exchanges() -> [ExchangeBody] {
        node.exchangeStages(at: clock.now).map { exchangeBody(with: $0.peer, $0.stage) }
    }

    func act(_ action: ExchangeAction, key: String, _ offer: OfferBody) async throws(Problem) -> ExchangeBody {
        let peer = try publicKey(key)
        let command: Node.Command
        switch action {
        case .request:
            guard let id = ExchangeID(Entropy.bytes(ExchangeID.byteCount)) else {
                preconditionFailure("that many bytes name an exchange")
            }
            command = .exchange(peer, try self.offer(offer), id: id)
        case .accept: command = .accept(peer, try self.offer(offer))
        case .decline: command = .decline(peer)
        case .confirm: command = .confirm(peer)
        case .mismatch: command = .reportMismatch(peer)
        }
        // What comes of the others goes to the disk before anybody hears of it.
        if action != .decline, action != .mismatch, node.obstacle(to: command, at: clock.now) == nil {
            try await writeFirst()
        }
        if let obstacle = node.obstacle(to: command, at: clock.now) { throw problem(obstacle, with: peer) }
        exchangeStages[peer] = nil
        handle(.command(command))
        guard let stage = node.exchangeStage(with: peer, at: clock.now) ?? exchangeStages[peer] else {
            throw Problem(.failed, "The exchange ended before it began: try again.")
        }
        return exchangeBody(with: peer, stage)
    }

    func publicKey(_ hex: String) throws(Problem) -> PublicKey {
        do { return try PublicKey(hex: hex) } catch {
            throw Problem(
                .badValue, "That is no key: give the 64 hexadecimal digits that `baithak nearby --json` shows.")
        }
    }

    private func offer(_ body: OfferBody) throws(Problem) -> ExchangeOffer {
        ExchangeOffer(
            nonce: Entropy.bytes(ShortCode.nonceBytes), answerNonce: Entropy.bytes(ShortCode.nonceBytes),
            card: try card(body.face), unverified: body.unverified)
    }

    /// The card of a face; without one the only card, or the one called `main`.
    private func card(_ face: String?) throws(Problem) -> OwnCard {
        if faces.isEmpty {
            throw Problem(
                .badValue, "You have no card yet: make one, as with `baithak card set --email you@example.org`.")
        }
        let wanted = face ?? (faces.count == 1 ? faces[0].face : Self.usualFace)
        if let card = faces.first(where: { $0.face.utf8.elementsEqual(wanted.utf8) }) {
            guard (try? SealedCard(trusting: card.jws)).map(Self.isExpired) != true else {
                throw Problem(
                    .badValue, "Your card \(wanted) has expired: seal it anew with `baithak card set --expires`.")
            }
            return card
        }
        let names = faces.map(\.face).joined(separator: ", ")
        throw Problem(.badValue, "Say which of your cards to hand out with --face: \(names).")
    }

    static let usualFace = "main"

    /// Whether the desktop may be told that somebody asks: of contacts always, of strangers once in a while.
    func mayNotify(of key: PublicKey) -> Bool {
        guard node.standing(of: key) == .stranger else { return true }
        let now = clock.now
        if let last = strangersNoticeAt, now.milliseconds(since: last) < DaemonLimits.strangersNoticeMS { return false }
        strangersNoticeAt = now
        return true
    }

    func exchangeBody(with peer: PublicKey, _ stage: ExchangeStage) -> ExchangeBody {
        var body = ExchangeBody(
            key: peer.hex, tag: peer.tag, name: node.attendee(peer, at: clock.now)?.badge.name ?? "", stage: .asking)
        body.resembles = names.resembled(by: peer, calledNow: body.name)?.tag
        switch stage {
        case .asking: body.stage = .asking
        case .requested(let unverified): (body.stage, body.unverified) = (.requested, unverified)
        case .accepted: body.stage = .accepted
        case .code(let code, let isConfirmed):
            (body.stage, body.digits) = (isConfirmed ? .confirmed : .code, ShortCode.digits(code))
        case .trading: body.stage = .trading
        case .completed(let verified): (body.stage, body.unverified) = (.completed, !verified)
        case .ended(let ending): body.stage = ExchangeBody.Stage(ending)
        }
        return body
    }

    private func problem(_ obstacle: ExchangeObstacle, with peer: PublicKey) -> Problem {
        switch obstacle {
        case .hidden: Problem(.refused, "You are hidden: `baithak show` first, so that the other person can see you.")
        case .unknown: Problem(.notFound, "Nobody with the tag \(peer.tag) is known here: see `baithak nearby`.")
        case .blocked: Problem(.refused, "You have blocked \(peer.tag): `baithak unblock \(peer.tag)` first.")
        case .underWay:
            Problem(.refused, "An exchange with \(peer.tag) is under way: see `baithak requests`.")
        case .nothingToAnswer:
            Problem(.notFound, "Nothing with \(peer.tag) waits for that: see `baithak requests`.")
        case .tooMany:
            Problem(.refused, "Too many of your requests wait for an answer: give one up with `baithak decline`.")
        case .comparing(let other):
            Problem(
                .refused,
                "You are comparing digits with \(other.tag): answer that first, with `baithak confirm` or "
                    + "`baithak decline`.")
        case .resting(let milliseconds, let isEveryStranger):
            Problem(
                .refused,
                "The digits differed, or an exchange broke off before they were compared, too often: exchanges with "
                    + (isEveryStranger ? "people who are no contacts" : peer.tag)
                    + " rest for \(milliseconds / 60_000 + 1) minutes more.")
        }
    }
}

extension ExchangeBody.Stage {
    init(_ ending: ExchangeEnding) {
        self =
            switch ending {
            case .declined: .declined
            case .refused: .refused
            case .expired: .expired
            case .mismatch: .mismatch
            case .withdrawn: .withdrawn
            case .busy: .busy
            case .badCard: .badCard
            }
    }
}
