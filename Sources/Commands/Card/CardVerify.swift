import ArgumentParser
import ControlAPI
import ControlClient
import Display
import FoundationEssentials

/// `baithak card verify`: anybody's card file.
struct CardVerify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Tell who sealed a card file, and whether it is genuine.",
        discussion: """
            The seal proves that the card was not changed since the owner of the key sealed it. Whose key that is, it \
            cannot prove: compare the tag with the person, or with a contact of yours.
            """)

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String

    @Flag(help: "Print JSON.")
    var json = false

    private static let bytesMax = 64 * 1_024 - 64

    func run() async throws {
        let data: Data
        do { data = try Data(contentsOf: URL(fileURLWithPath: file), options: []) } catch {
            throw CommandFailure(.failed, "“\(file)” cannot be read: check its name and mode.")
        }
        guard data.count <= Self.bytesMax, let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure(.usage, "“\(file)” is no card file: it is too long, or no text.")
        }
        let jws = String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
        let answer = try await Daemon.client.inspect(SealBody(jws: jws))
        let console = Console.standard
        if json { return console.print(json: answer.json) }
        let sealed = answer.value
        var fields: [(label: SafeText, value: SafeText)] = [
            ("genuine", "yes, sealed with the key \(sealed.tag)"), ("key", SafeText(sealed.key)),
            ("known as", known(sealed)), ("sealed", SafeText(sealed.issued)),
        ]
        if let expires = sealed.expires {
            fields.append(("expires", "\(expires)\(sealed.isExpired ? ", expired" : "")"))
        }
        Details.print(fields + CardFields.fields(sealed.card), to: console)
        if sealed.isExpired { console.say("This card has expired: ask for a newer one.") }
    }

    private func known(_ sealed: SealedCardBody) -> SafeText {
        switch sealed.standing {
        case "own": "yourself"
        case "stranger": "nobody you have exchanged cards with"
        default: "\(sealed.knownAs ?? ""), \(sealed.standing)"
        }
    }
}
