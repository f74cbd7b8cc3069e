import ArgumentParser

/// `baithak contact`: one contact.
struct ContactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Look at a contact, keep a note, export their card, or forget them.",
        subcommands: [ContactShow.self, ContactNote.self, ContactForget.self, ContactExport.self])
}
