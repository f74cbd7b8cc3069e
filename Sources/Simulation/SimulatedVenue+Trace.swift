import Gatherings
import Keys
import Peering
import Wire

extension SimulatedVenue {
    /// Adds what is about to happen to the trace.
    mutating func note(_ event: Node.Event, at index: Int) {
        eventCount += 1
        trace.add(UInt64(bitPattern: now.microseconds))
        trace.add(UInt64(index))
        switch event {
        case .started: trace.add(1)
        case .listening, .addresses: trace.add(2)
        case .command: trace.add(3)
        case .found(let instance, _): trace.add([4] + Array(instance.utf8))
        case .lost(let instance): trace.add([5] + Array(instance.utf8))
        case .linkOpened(let link): trace.add(6 + link.peer.compact.prefix << 8)
        case .received(let id, let message):
            trace.add(7 + id.number << 8)
            note(message)
        case .linkClosed(let id): trace.add(8 + id.number << 8)
        case .dialFailed(let id, _): trace.add(9 + id.number << 8)
        case .checked(let id, let results): trace.add(10 + id.number << 8 + UInt64(results.count) << 40)
        case .timerFired: trace.add(11)
        case .foundingChecked(let id, let founding): trace.add(13 + id.number << 8 + founding.id.bytes.prefix << 16)
        case .record(let gathering, let answer): note(answer, of: gathering)
        case .stored(let token): trace.add(12 + token.number << 8)
        }
    }

    private mutating func note(_ message: Message) {
        switch message {
        case .presences(let presences): for presence in presences { trace.add(presence.header.stamp) }
        case .have(let announcements, _): for announcement in announcements { trace.add(announcement.stamp) }
        case .graft(let authors, _), .pull(let authors): for author in authors { trace.add(author) }
        case .prune: trace.add(1)
        case .ping: trace.add(2)
        case .exchange(let id, let step): trace.add(id.bytes + [UInt8(truncatingIfNeeded: step.number)])
        case .cardUpdate(let jws): trace.add(jws)
        case .cardTaken(let hash): trace.add(hash)
        case .gatherings(let open, let proofs): for bytes in open + proofs { trace.add(bytes) }
        case .record(let gathering, let step):
            trace.add(gathering)
            trace.add(UInt64(step.bytes))
        case .desk(_, let id, let step):
            trace.add(id.bytes)
            if case .answer(let outcome) = step { trace.add(outcome == .accepted ? 1 : 2) }
        }
    }

    private mutating func note(_ answer: RecordAnswer, of gathering: EntryID) {
        switch answer {
        case .checked(let link, let checked, _):
            trace.add(14 + link.number << 8)
            for run in checked.runs { trace.add(run.last.id.bytes.prefix) }
        case .read(let link, let entries): trace.add(15 + link.number << 8 + UInt64(entries.count) << 40)
        case .proof(let proof): trace.add(16 + (proof?.first.id.bytes.prefix ?? 0) << 8)
        }
    }
}

extension ExchangeStep {
    /// Which step it is.
    fileprivate var number: Int {
        switch self {
        case .request: 1
        case .accept: 2
        case .reveal: 3
        case .confirm: 4
        case .card: 5
        case .receipt: 6
        case .end(let reason): 7 + reason.rawValue
        }
    }
}
