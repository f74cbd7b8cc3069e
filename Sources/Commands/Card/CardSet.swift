import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak card set`.
struct CardSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Make a card, or change one.",
        usage: """
            baithak card set [--face <face>] [--name <text>] [--email <text> ...] [--phone <text> ...]
                   [--org <text> ...] [--title <text> ...] [--url <text> ...] [--address <text> ...]
                   [--nickname <text> ...] [--service <text> ...] [--language <tag> ...]
                   [--note <text> ...] [--photo <file>] [--expires <day>] [--clear <field> ...] [--json]
            """,
        discussion: """
            What is not given stays as it is. A field that is given replaces what was there; --clear email takes it \
            away. The card is sealed with your key at once, and those who hold it get the new one when they next meet \
            you.
            """)

    @Option(help: ArgumentHelp("Which of your cards: small letters, digits, hyphens.", valueName: "face"))
    var face = CardSet.usualFace

    @Option(help: ArgumentHelp("The name on the card; a new card takes that of your badge.", valueName: "text"))
    var name: String?

    @Option(name: .customLong("email"), help: ArgumentHelp("A mail address; may be repeated.", valueName: "text"))
    var emails: [String] = []

    @Option(name: .customLong("phone"), help: ArgumentHelp("A telephone number; may be repeated.", valueName: "text"))
    var phones: [String] = []

    @Option(name: .customLong("org"), help: ArgumentHelp("Where you work or help.", valueName: "text"))
    var organizations: [String] = []

    @Option(name: .customLong("title"), help: ArgumentHelp("What you are there.", valueName: "text"))
    var titles: [String] = []

    @Option(name: .customLong("url"), help: ArgumentHelp("A page.", valueName: "text"))
    var links: [String] = []

    @Option(name: .customLong("address"), help: ArgumentHelp("A postal address.", valueName: "text"))
    var addresses: [String] = []

    @Option(name: .customLong("nickname"), help: ArgumentHelp("What friends call you.", valueName: "text"))
    var nicknames: [String] = []

    @Option(
        name: .customLong("service"),
        help: ArgumentHelp("An account elsewhere, as Mastodon=@asha@example.org.", valueName: "text"))
    var services: [String] = []

    @Option(
        name: .customLong("language"), help: ArgumentHelp("A language, the dearest first: kn, en-IN.", valueName: "tag")
    )
    var languages: [String] = []

    @Option(name: .customLong("note"), help: ArgumentHelp("Anything else.", valueName: "text"))
    var notes: [String] = []

    @Option(help: ArgumentHelp("A picture: JPEG, PNG, WebP or GIF, at most 24 KiB.", valueName: "file"))
    var photo: String?

    @Option(help: ArgumentHelp("The last day on which the card is good, such as 2027-01-31.", valueName: "day"))
    var expires: String?

    @Option(help: ArgumentHelp("Take a field away: email, phone, org, …; may be repeated.", valueName: "field"))
    var clear: [Field] = []

    @Flag(help: "Print the new card as JSON.")
    var json = false

    /// What can be taken away.
    enum Field: String, ExpressibleByArgument, CaseIterable {
        case email, phone, org, title, url, address, nickname, service, language, note, photo, expires
    }

    static let usualFace = "main"

    func validate() throws {
        for service in services where !service.dropFirst().contains("=") {
            throw ValidationError("Write a service as NAME=ACCOUNT, such as Mastodon=@asha@example.org.")
        }
        if let badly = given.first(where: { clear.contains($0.field) && $0.isGiven })?.field {
            throw ValidationError("--\(badly.rawValue) and --clear \(badly.rawValue) exclude each other.")
        }
        if name == nil, clear.isEmpty, !given.contains(where: \.isGiven) {
            throw ValidationError("Nothing to put on the card: give --email, --phone, --org or another field.")
        }
    }

    private var given: [(field: Field, isGiven: Bool)] {
        [
            (.email, !emails.isEmpty), (.phone, !phones.isEmpty), (.org, !organizations.isEmpty),
            (.title, !titles.isEmpty), (.url, !links.isEmpty), (.address, !addresses.isEmpty),
            (.nickname, !nicknames.isEmpty), (.service, !services.isEmpty), (.language, !languages.isEmpty),
            (.note, !notes.isEmpty), (.photo, photo != nil), (.expires, expires != nil),
        ]
    }

    func run() async throws {
        let client = Daemon.client
        let held = try await client.ownCards().value.first { $0.face == face }?.card
        var card = held ?? CardBody(name: name ?? "")
        if held == nil, name == nil { card.name = try await client.badge().value.name }
        change(&card)
        if let photo { card.photo = try Photo.uri(ofFile: photo) }
        let answer = try await client.setCard(card, face: face)
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        Details.print(
            [("face", SafeText(answer.value.face))] + CardFields.fields(answer.value.card), to: console)
    }

    /// What was given in place of what was there.
    func change(_ card: inout CardBody) {
        if let name { card.name = name }
        func take(_ field: Field, _ texts: [String], _ old: inout [String]) {
            if !texts.isEmpty || clear.contains(field) { old = texts }
        }
        take(.email, emails, &card.emails)
        take(.phone, phones, &card.phones)
        take(.org, organizations, &card.organizations)
        take(.title, titles, &card.titles)
        take(.url, links, &card.links)
        take(.address, addresses, &card.addresses)
        take(.nickname, nicknames, &card.nicknames)
        take(.language, languages, &card.languages)
        take(.note, notes, &card.notes)
        if !services.isEmpty || clear.contains(.service) {
            card.services = services.map { text in
                let parts = text.split(separator: "=", maxSplits: 1)
                return CardBody.Service(service: String(parts[0]), user: String(parts.last ?? ""))
            }
        }
        if clear.contains(.photo) { card.photo = nil }
        if expires != nil || clear.contains(.expires) { card.expires = expires }
    }
}
