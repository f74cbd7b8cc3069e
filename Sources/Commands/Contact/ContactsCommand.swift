import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak contacts`: everybody whose card you hold.
struct ContactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts", abstract: "List everybody whose card you hold.",
        discussion: """
            Piped, each is a line with the same columns: name, tag, standing, the day you met, the gathering that you \
            both took part in then, your note.
            """)

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let answer = try await Daemon.client.contacts()
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        let contacts = answer.value.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        if contacts.isEmpty {
            return console.say("You hold nobody's card yet. `baithak exchange WHO` hands over yours and gets theirs.")
        }
        console.print(Self.lines(contacts, to: console))
        for contact in contacts { if let warning = ContactFields.warning(contact) { console.say(warning) } }
    }

    private static func lines(_ contacts: [ContactBody], to console: Console) -> [SafeText] {
        guard console.isTerminal else { return contacts.map { SafeText(joining: cells($0), by: "\t") } }
        let table = TextTable(columns: [
            .init(title: "NAME", narrowest: 8), .init(title: "TAG"), .init(title: "STANDING"), .init(title: "MET"),
            .init(title: "GATHERING", narrowest: 9, mayGo: true), .init(title: "NOTE", narrowest: 8, mayGo: true),
        ])
        return table.lines(contacts.map(cells), width: console.size.columns)
    }

    private static func cells(_ contact: ContactBody) -> [SafeText] {
        [
            SafeText(contact.name), SafeText(contact.tag), "\(contact.standing.rawValue)",
            SafeText(String(contact.met.prefix(10))), SafeText(contact.gathering?.title ?? ""), SafeText(contact.note),
        ]
    }
}
