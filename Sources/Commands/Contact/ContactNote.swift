import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak contact note WHO TEXT`.
struct ContactNote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note about a contact, for yourself alone.")

    @Argument(help: "A tag, a whole key, or a name that only one contact has.")
    var who: String

    @Argument(help: "The note; an empty one takes it away.")
    var text: String

    func run() async throws {
        try await Daemon.client.setNote(text, key: try await Contacts.one(who).key)
    }
}
