import ArgumentParser
import ControlAPI
import ControlClient
import Display
import QRCode

/// `baithak gathering invite`.
struct GatheringInvite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Print the code by which others join, and show it as a QR code.",
        discussion: """
            Whoever has the code can join with `baithak gathering join --code CODE`: hand it only to those who are to \
            come. Piped, only the code is printed.
            """)

    @OptionGroup var gathering: GatheringArgument

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let code = try await client.invitation(to: try await gathering.find(client).id).value.text
        if console.isTerminal, let symbol = QRSymbol(Array(code.utf8)) { console.draw(symbol) }
        console.print(SafeText(code))
    }
}
