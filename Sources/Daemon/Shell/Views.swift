import Cards
import ControlAPI
import Keys
import Peering
import Wire

extension Attendee {
    /// An attendee as the control socket describes them.
    init(_ view: AttendeeView, _ names: inout KnownNames, _ gatherings: [AttendedGathering]) {
        self.init(
            name: view.badge.name, tag: view.key.tag, key: view.key.hex, headline: view.badge.headline,
            topics: view.badge.topics, asks: view.badge.asks, offers: view.badge.offers,
            presence: Presence(view.presence), lastHeardMS: UInt64(max(0, view.lastHeardMS)),
            standing: Standing(view.standing), knownAs: names.knownAs(view.key, calledNow: view.badge.name),
            resembles: names.resembled(by: view.key, calledNow: view.badge.name)?.tag,
            path: view.isDirect ? .direct : .relayed, addresses: view.endpoints.map(\.description),
            gatherings: gatherings)
    }
}

extension Attendee.Presence {
    init(_ presence: Peering.Presence) {
        switch presence {
        case .here: self = .here
        case .quiet: self = .quiet
        case .gone: self = .gone
        }
    }
}

extension Attendee.Standing {
    init(_ standing: Peering.Standing) {
        switch standing {
        case .stranger: self = .stranger
        case .contact: self = .contact
        case .verified: self = .verified
        case .blocked: self = .blocked
        }
    }
}

extension BadgeBody {
    init(_ badge: Badge) {
        self.init(
            name: badge.name, headline: badge.headline, topics: badge.topics, asks: badge.asks, offers: badge.offers)
    }
}
