import Cards
import Gatherings
import Wire

/// What is in a frame.
enum MessageFuzz {
    static func take(_ bytes: [UInt8]) -> Bool {
        guard let message = try? Message(decoding: bytes) else { return false }
        let copy = message.encoded()
        if copy.count <= WireLimits.messageBytesMax {
            guard let again = try? Message(decoding: copy) else { preconditionFailure("what was written can be read") }
            precondition(again == message && again.encoded() == copy, "what was read is written the same")
        }
        switch message {
        case .presences(let presences):
            for presence in presences {
                let header = try? PresenceHeader(decoding: presence.headerBytes)
                precondition(header == presence.header, "signed bytes say one thing")
                if let profile = presence.profileBytes { _ = takeProfile(profile) }
            }
        case .record(_, .entries(let entries, _)): for entry in entries { _ = EntryFuzz.take(entry) }
        case .record(_, .founding(let entry)): _ = EntryFuzz.take(entry)
        case .record(_, .proof(let one, let other)): _ = (EntryFuzz.take(one), EntryFuzz.take(other))
        case .cardUpdate(let jws): _ = CardFuzz.takeSealed(jws)
        default: break
        }
        return true
    }

    static func takeProfile(_ bytes: [UInt8]) -> Bool {
        guard let profile = try? Profile(decoding: bytes) else { return false }
        precondition(profile.endpoints.count <= WireLimits.endpointsMax && profile.endpoints.allSatisfy { $0.port > 0 })
        let copy = profile.encoded()
        guard let again = try? Profile(decoding: copy) else {
            preconditionFailure("what was written can be read, and is no longer than what came")
        }
        precondition(again == profile && again.encoded() == copy, "what was read is written the same")
        return
            (try? Badge(
                received: profile.name, headline: profile.headline, topics: profile.topics, asks: profile.asks,
                offers: profile.offers)) != nil
    }
}
