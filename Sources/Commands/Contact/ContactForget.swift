import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak contact forget WHO`.
struct ContactForget: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget", abstract: "Forget a contact: card, note and receipts. They keep your card.")

    @Argument(help: "A tag, a whole key, or a name that only one contact has.")
    var who: String

    func run() async throws {
        let contact = try await Contacts.one(who)
        try await Daemon.client.forget(key: contact.key)
        Console.standard.say("Forgotten: \(contact.name) \(contact.tag).")
    }
}
