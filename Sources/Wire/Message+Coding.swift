internal import FoundationEssentials
internal import SwiftProtobuf

extension Message {
    /// The plaintext of one frame.
    package func encoded() -> [UInt8] {
        var message = PBMessage()
        switch self {
        case .presences(let presences):
            message.presences.presences = presences.map(\.protobuf)
        case .have(let announcements, let whole):
            message.have.authors = announcements.map(\.author)
            message.have.stamps = announcements.map(\.stamp)
            message.have.whole = whole
        case .graft(let authors, let once):
            message.graft.authors = authors
            message.graft.once = once
        case .pull(let authors):
            message.pull.authors = authors
        case .prune:
            message.prune = PBPrune()
        case .ping(let answer):
            message.ping.answer = answer
        case .exchange(let id, let step):
            message.exchange = step.protobuf(of: id)
        case .cardUpdate(let jws):
            message.cardUpdate.jws = .init(jws)
        case .cardTaken(let hash):
            message.cardTaken.hash = .init(hash)
        case .gatherings(let open, let proofs):
            message.gatherings.open = open.map { .init($0) }
            message.gatherings.proofs = proofs.map { .init($0) }
        case .record(let gathering, let step):
            message.record = step.protobuf(of: gathering)
        case .desk(let gathering, let id, let step):
            message.desk = step.protobuf(of: id, in: gathering)
        }
        return message.encodedBytes()
    }

    /// Reads the plaintext of one frame. Total: any bytes give a message or an error, with work and memory in
    /// proportion to their count.
    ///
    /// - Throws: ``WireError``.
    package init(decoding bytes: [UInt8]) throws(WireError) {
        guard bytes.count <= WireLimits.messageBytesMax else { throw .tooLarge }
        let message: PBMessage = try .decoded(from: bytes)
        switch message.kind {
        case .presences(let value):
            guard value.presences.count <= WireLimits.presencesMax else { throw .outOfBounds }
            var presences: [SignedPresence] = []
            presences.reserveCapacity(value.presences.count)
            for presence in value.presences { presences.append(try SignedPresence(presence)) }
            self = .presences(presences)
        case .have(let value):
            guard value.authors.count == value.stamps.count, value.authors.count <= WireLimits.announcementsMax
            else { throw .outOfBounds }
            self = .have(
                zip(value.authors, value.stamps).map { Announcement(author: $0, stamp: $1) }, whole: value.whole)
        case .graft(let value):
            guard value.authors.count <= WireLimits.announcementsMax else { throw .outOfBounds }
            self = .graft(value.authors, once: value.once)
        case .pull(let value):
            guard value.authors.count <= WireLimits.announcementsMax else { throw .outOfBounds }
            self = .pull(value.authors)
        case .prune: self = .prune
        case .ping(let value): self = .ping(answer: value.answer)
        case .exchange(let value): self = .exchange(try ExchangeID(value.id), try ExchangeStep(value))
        case .cardUpdate(let value): self = .cardUpdate(try value.jws.bytes(1...WireLimits.cardBytesMax))
        case .cardTaken(let value): self = .cardTaken(try value.hash.bytes(32...32))
        case .gatherings(let value):
            guard value.open.count <= WireLimits.gatheringsMax, value.proofs.count <= WireLimits.gatheringsMax
            else { throw .outOfBounds }
            var (open, proofs): ([[UInt8]], [[UInt8]]) = ([], [])
            for id in value.open { open.append(try id.bytes(32...32)) }
            for proof in value.proofs { proofs.append(try proof.bytes(16...16)) }
            self = .gatherings(open: open, proofs: proofs)
        case .record(let value): self = .record(value.gathering, try RecordStep(value))
        case .desk(let value): self = .desk(value.gathering, try BookingID(value.booking), try DeskStep(value))
        case nil: throw .unknownKind
        }
    }
}

extension SignedPresence {
    fileprivate var protobuf: PBPresence {
        var message = PBPresence()
        message.header = .init(headerBytes)
        message.signature = .init(signature)
        if let profileBytes { message.profile = .init(profileBytes) }
        message.ageMs = ageMS
        return message
    }

    fileprivate init(_ message: PBPresence) throws(WireError) {
        guard message.signature.count == 64 else { throw .outOfBounds }
        guard message.profile.count <= WireLimits.profileBytesMax else { throw .tooLarge }
        let headerBytes = [UInt8](message.header)
        self.init(
            header: try PresenceHeader(decoding: headerBytes), headerBytes: headerBytes,
            signature: [UInt8](message.signature),
            profileBytes: message.profile.isEmpty ? nil : [UInt8](message.profile), ageMS: message.ageMs)
    }
}
