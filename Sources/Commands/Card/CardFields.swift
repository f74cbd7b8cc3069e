import ControlAPI
import Display

/// A contact card as labelled values.
enum CardFields {
    static func fields(_ card: CardBody) -> [(label: SafeText, value: SafeText)] {
        var fields: [(label: SafeText, value: SafeText)] = [("name", SafeText(card.name))]
        let lists: [(SafeText, [String])] = [
            ("nickname", card.nicknames), ("organisation", card.organizations), ("title", card.titles),
            ("email", card.emails), ("phone", card.phones), ("url", card.links), ("address", card.addresses),
            ("language", card.languages), ("note", card.notes),
        ]
        for (label, values) in lists { fields += values.map { (label, SafeText($0)) } }
        fields += card.services.map { service in
            let user = SafeText(service.user)
            return (label: "service", value: service.service.isEmpty ? user : "\(service.service): \(user)")
        }
        if let photo = card.photo { fields.append(("photo", "\(photo.utf8.count * 3 / 4 / 1_024 + 1) KiB")) }
        if let day = card.expires { fields.append(("good until", SafeText(day))) }
        return fields
    }
}
