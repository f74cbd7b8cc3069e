import ArgumentParser
import ControlAPI
import ControlClient
import Display
import Glibc
import QRCode

/// `baithak verify WHO`: check a contact again.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check a contact in person, by digits or by QR code.",
        discussion: """
            By digits this is an exchange once more: both compare them, and both get the other's newest card. With \
            --qr no network is needed: your screen shows the code of your key, and this reads the code on the other \
            screen from standard input, as `zbarcam --raw --oneshot | baithak verify ravi --qr` does, or a scanner \
            that types. Each of you checks the other.
            """)

    @Argument(help: "A tag, a whole key, or a name that only one contact has.")
    var who: String

    @Flag(help: "By the codes of your keys.")
    var qr = false

    @Option(help: "Which of your cards to hand out; by digits only.")
    var face: String?

    @Flag(help: "Print each stage as one JSON object a line; by digits only.")
    var json = false

    func validate() throws {
        if qr && (json || face != nil) { throw ValidationError("--qr hands out no card: leave --face and --json out.") }
    }

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let contact = try await Contacts.one(who)
        guard qr else {
            let session = ExchangeSession(client: client, console: console, key: contact.key, isJSON: json)
            return try await session.run(.request, OfferBody(face: face))
        }
        let own = try await client.keyCode().value.text
        if console.isTerminal, let symbol = QRSymbol(Array(own.utf8)) {
            console.draw(symbol)
        } else {
            console.print(SafeText(own))
        }
        if isatty(STDIN_FILENO) == 1 {
            console.say("Now read the code on the screen of \(contact.name) into this one:")
        }
        guard let read = readLine() else {
            throw CommandFailure(.usage, "No code came: pipe the text of the other code into this command.")
        }
        do { try await client.verify(KeyCodeBody(text: read), key: contact.key) } catch {
            if case .problem(let problem) = error, problem.kind == .refused {
                throw CommandFailure(.refused, SafeText(problem.message))
            }
            throw error
        }
        console.say("Verified: \(contact.name) \(contact.tag).")
    }
}
