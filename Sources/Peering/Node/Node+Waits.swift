import Gatherings
import Keys

/// What goes on when something is on the disk.
enum StoreWait: Sendable {
    /// An exchange goes on.
    case exchange(ExchangeKept)
    /// A contact is told that we hold their newer card.
    case update(PublicKey, hash: [UInt8])
    /// The record of a gathering has entries.
    case record(EntryID, SharedRecord.Wait)
    /// A desk has a request or a booking.
    case desk(Desks.Kept)
}

extension Node {
    /// Asks to be told when all that was to be written so far is on the disk.
    mutating func wait(for wait: StoreWait) {
        waits[nextWait] = wait
        effects.append(.awaitStored(StoreToken(nextWait)))
        nextWait += 1
    }

    mutating func stored(_ token: StoreToken) {
        switch waits.removeValue(forKey: token.number) {
        case .exchange(let kept): exchanges.kept(kept)
        case .update(let peer, let hash): storedUpdate(of: peer, hash: hash)
        case .record(let gathering, let wait): stored(wait, of: gathering)
        case .desk(let kept): desks.kept(kept, at: now)
        // Each wait ends once.
        case nil: break
        }
    }
}
