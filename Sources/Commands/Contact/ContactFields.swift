import ControlAPI
import Display

/// A contact as labelled values.
enum ContactFields {
    static func fields(_ contact: ContactBody) -> [(label: SafeText, value: SafeText)] {
        var fields: [(label: SafeText, value: SafeText)] = [
            ("name", SafeText(contact.name)), ("tag", SafeText(contact.tag)), ("key", SafeText(contact.key)),
            ("standing", "\(contact.standing.rawValue)"), ("met", SafeText(contact.met)),
        ]
        if let gathering = contact.gathering { fields.append(("gathering", SafeText(gathering.title))) }
        if let name = contact.verifiedAs { fields.append(("verified", "as \(name), \(contact.verified ?? "")")) }
        if !contact.note.isEmpty { fields.append(("your note", SafeText(contact.note))) }
        fields.append(("receipts", "\(contact.receipts)"))
        for held in contact.cards {
            fields.append(("card", "sealed \(held.issued), came \(held.received)"))
            if let expires = held.expires {
                fields.append(("expires", "\(expires)\(held.isExpired ? ", expired" : "")"))
            }
            fields += CardFields.fields(held.card)
        }
        return fields
    }

    /// What one should know before trusting the name; nil if there is nothing.
    static func warning(_ contact: ContactBody) -> SafeText? {
        contact.nameNow.map { now in
            "Careful: \(contact.name) \(contact.tag) is called “\(now)” on the badge now: the mark is for the old name."
        }
    }
}
