import Keys
import Peering
import Wire

/// People who exchange cards: whoever is asked mostly says yes, and whoever sees digits looks at the other screen.
extension SimulatedVenue {
    /// A person asks another to exchange cards.
    package mutating func exchange(_ index: Int, with other: Int, unverified: Bool) {
        guard hosts[index].isAwake, index != other else { return }
        let id = (0..<2).flatMap { _ in Self.bytes(of: dice.next()) }
        guard let id = ExchangeID(id) else { return }
        decide(.exchange(hosts[other].signer.publicKey, offer(of: index, unverified: unverified), id: id), at: index)
    }

    /// A person seals a newer edition of their card.
    package mutating func setCard(_ index: Int, edition: Int64) {
        guard hosts[index].isAwake else { return }
        let jws = settings.signatures.card(of: hosts[index].signer, issuedAt: edition)
        hosts[index].disk.ownCards = [OwnCard(face: "work", jws: jws)]
        handle(.command(.setCard(hosts[index].disk.ownCards[0])), at: index)
    }

    private mutating func offer(of index: Int, unverified: Bool) -> ExchangeOffer {
        let nonce = (0..<4).flatMap { _ in Self.bytes(of: dice.next()) }
        let answerNonce = (0..<4).flatMap { _ in Self.bytes(of: dice.next()) }
        return ExchangeOffer(
            nonce: nonce, answerNonce: answerNonce, card: hosts[index].disk.ownCards[0], unverified: unverified)
    }

    private static func bytes(of number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }

    /// A person does something, which their daemon may refuse.
    mutating func decide(_ command: Node.Command, at index: Int) {
        guard hosts[index].isAwake, hosts[index].node?.obstacle(to: command, at: now) == nil else { return }
        switch command {
        case .exchange(let peer, let offer, _), .accept(let peer, let offer):
            if offer.unverified { hosts[index].consents.insert(peer) } else { hosts[index].consents.remove(peer) }
        case .confirm(let peer): hosts[index].consents.insert(peer)
        default: break
        }
        handle(.command(command), at: index)
    }

    /// A person sees how far an exchange is.
    mutating func noticed(_ stage: ExchangeStage, with peer: PublicKey, at index: Int) {
        switch stage {
        case .requested(let unverified):
            let mood = dice.below(10)
            guard mood > 0 else { return }
            let answer: Node.Command =
                mood == 1 ? .decline(peer) : .accept(peer, offer(of: index, unverified: unverified && mood > 4))
            let delay = dice.milliseconds(upTo: 20_000)
            queue.add(.decides(host: index, run: hosts[index].run, answer), at: now.advanced(byMS: delay))
        case .code(let code, isConfirmed: false):
            let delay = dice.milliseconds(upTo: 15_000)
            let answer = compare(code, of: index, with: peer)
            queue.add(.decides(host: index, run: hosts[index].run, answer), at: now.advanced(byMS: delay))
        case .completed:
            if !holdsCardOrPending(peer, of: index) {
                exchangeComplaints.append("\(index) is done with somebody who has nothing of theirs")
            }
        case .asking, .accepted, .code, .trading, .ended: break
        }
    }

    /// The other screen shows the same digits, or none yet.
    private mutating func compare(_ code: UInt64, of index: Int, with peer: PublicKey) -> Node.Command {
        guard let other = hosts.indices.first(where: { hosts[$0].signer.publicKey == peer }) else {
            return .reportMismatch(peer)
        }
        let theirs = hosts[other].node?.exchangeStage(with: hosts[index].signer.publicKey, at: now)
        if case .code(let shown, _) = theirs, shown != code {
            exchangeComplaints.append("\(index) and \(other) see different digits")
            return .reportMismatch(peer)
        }
        return .confirm(peer)
    }

    /// Whoever believes an exchange done may rely on it: the other side has their card on its disk, or goes on with the
    /// trade after any restart.
    private func holdsCardOrPending(_ peer: PublicKey, of index: Int) -> Bool {
        guard let other = hosts.indices.first(where: { hosts[$0].signer.publicKey == peer }) else { return false }
        let key = hosts[index].signer.publicKey
        return hosts[other].disk.contacts[key] != nil
            || hosts[other].disk.trades.values.contains { $0.peer == key && $0.theirCard != nil }
    }

    /// No card leaves before its owner has said yes.
    mutating func checkConsent(of index: Int, to other: Int) {
        if !hosts[index].consents.contains(hosts[other].signer.publicKey) {
            exchangeComplaints.append("\(index) handed \(other) a card without consent")
        }
    }

    /// What is still half done between people who are here, or done on one side only.
    package func unfinishedTrades() -> [String] {
        var complaints = exchangeComplaints
        for index in hosts.indices {
            let key = hosts[index].signer.publicKey
            for other in hosts.indices where other != index {
                let peer = hosts[other].signer.publicKey
                let isPending = hosts[index].disk.trades.values.contains { $0.peer == peer }
                if isPending, hosts[index].isPresent, hosts[other].isPresent {
                    complaints.append("\(index) still trades with \(other)")
                }
                let isDone = hosts[index].disk.receipts.contains { $0.peer == peer }
                if isDone, hosts[other].disk.contacts[key] == nil {
                    complaints.append("\(index) holds a receipt of \(other), who has no card of theirs")
                }
            }
        }
        return complaints
    }

    /// Who is linked with a contact and has an older edition of their card than they handed out last.
    package func oldCards() -> [String] {
        var complaints: [String] = []
        for index in hosts.indices where hosts[index].isPresent {
            for other in hosts.indices where other != index && hosts[other].isPresent {
                let key = hosts[other].signer.publicKey
                guard let held = hosts[index].disk.contacts[key]?.held.first,
                    let current = hosts[other].disk.ownCards.first,
                    let latest = SimulatedVerifier(signatures: settings.signatures).read(card: current.jws),
                    hosts[other].disk.contacts[hosts[index].signer.publicKey] != nil
                else { continue }
                if held.issuedAt < latest.issuedAt { complaints.append("\(index) has an old card of \(other)") }
            }
        }
        return complaints
    }

    /// How many receipts everybody holds.
    package var receiptCount: Int { hosts.reduce(0) { $0 + $1.disk.receipts.count } }
}
