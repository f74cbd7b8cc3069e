import Cards
import ControlAPI

extension CardBody {
    /// A card's details as the control socket describes them.
    init(_ details: CardDetails) {
        self.init(name: details.name)
        nicknames = details.nicknames
        organizations = details.organizations
        titles = details.titles
        emails = details.emails
        phones = details.phones
        services = details.services.map { Service(service: $0.service, user: $0.user) }
        links = details.links
        addresses = details.addresses
        languages = details.languages
        notes = details.notes
        photo = details.photo.map { $0.uri }
    }
}

extension CardDetails {
    /// What a person entered.
    init(_ body: CardBody) throws(Problem) {
        self.init(name: body.name)
        nicknames = body.nicknames
        organizations = body.organizations
        titles = body.titles
        emails = body.emails
        phones = body.phones
        services = body.services.map { Service(service: $0.service, user: $0.user) }
        links = body.links
        addresses = body.addresses
        languages = body.languages
        notes = body.notes
        guard let uri = body.photo else { return }
        guard let photo = Photo(uri: uri) else {
            throw Problem(.badValue, "The photo is none: take a JPEG, PNG, WebP or GIF file of at most 24 KiB.")
        }
        self.photo = photo
    }
}
