import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak contact export`.
struct ContactExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the cards that you hold to a file.",
        usage: "baithak contact export [<who>] [--all] [--format <format>] [--for <reader>] --output <file>",
        discussion: """
            vcard is for address books, phone for those of phones, which take vCard 3.0 only, jscontact for programs, \
            a document a line. jws is the sealed card, one a line: whoever has it can check whom it came from, with \
            `baithak card verify` or any JOSE library. An existing file is never overwritten.
            """)

    @Argument(help: "A tag, a whole key, or a name that only one contact has.")
    var who: String?

    @Flag(help: "Everybody.")
    var all = false

    @Option(help: "vcard, phone, jscontact or jws.")
    var format: CardFileBody.Format?

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "phone: as a phone's own address book takes it, like --format phone.", valueName: "reader"))
    var reader: Reader?

    /// Who is to read the file.
    enum Reader: String, ExpressibleByArgument, CaseIterable {
        case phone
    }

    @Option(help: ArgumentHelp("The file to make; - is standard output.", valueName: "file"))
    var output: String

    func validate() throws {
        if (who == nil) != all { throw ValidationError("Say whose cards: give WHO, or --all.") }
        if format != nil, reader != nil { throw ValidationError("Give --format or --for, not both.") }
    }

    func run() async throws {
        let client = Daemon.client
        let contacts = if let who { [try await Contacts.one(who)] } else { try await client.contacts().value }
        let format = reader == .phone ? .phone : format ?? .vcard
        var (text, count) = ("", 0)
        for contact in contacts {
            let file = try await client.cardFile(key: contact.key, format: format).value
            text += file.text
            count += file.cards
        }
        let console = Console.standard
        if output == "-" { return console.print(file: text) }
        try NewFile.write(Array(text.utf8), to: output)
        console.say(count == 1 ? "Wrote 1 card to \(output)." : "Wrote \(count) cards to \(output).")
    }
}

extension CardFileBody.Format: ExpressibleByArgument {}
