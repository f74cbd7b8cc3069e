import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak peer add`.
struct PeerAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Dial somebody by address.",
        discussion: """
            One person is enough: through them you see, and reach, everybody they have links to. On success their name \
            and tag are printed. If nobody answers in time the exit code is 75, and the address is tried again later.
            """)

    @Argument(help: ArgumentHelp("HOST, HOST:PORT or [IPV6]:PORT.", valueName: "address"))
    var address: String

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        let isFit = address.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isFit, (1...ControlLimits.addressBytesMax).contains(address.utf8.count) else {
            throw ValidationError("The address is not one: give HOST, HOST:PORT or [IPV6]:PORT.")
        }
    }

    func run() async throws {
        let answer = try await Daemon.client.addPeer(address)
        let console = Console.standard
        if json { console.print(json: answer.json) }
        guard let attendee = answer.value.attendee else {
            throw CommandFailure(.timedOut, SafeText(answer.value.detail))
        }
        if json { return }
        console.print("\(attendee.name)\t\(attendee.tag)")
        console.say(SafeText(answer.value.detail))
    }
}
