import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak contact show WHO`.
struct ContactShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show all that you hold of a contact.")

    @Argument(help: "A tag, a whole key, or a name that only one contact has.")
    var who: String

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        let contact = try await Contacts.one(who)
        let console = Console.standard
        if json { return console.print(json: try JSONText.of(contact)) }
        Details.print(ContactFields.fields(contact), to: console)
        if let warning = ContactFields.warning(contact) { console.say(warning) }
    }
}

/// Finding contacts.
enum Contacts {
    static func one(_ who: String) async throws -> ContactBody {
        try Matching.one(who, among: try await Daemon.client.contacts().value, listedBy: "baithak contacts")
    }
}
