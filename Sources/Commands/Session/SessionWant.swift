import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak session want`.
struct SessionWant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "want", abstract: "Say that you want a session, so that it gets a room and a slot.")

    @OptionGroup var session: SessionArgument

    func run() async throws { try await Want.set(true, session) }
}

/// `baithak session unwant`.
struct SessionUnwant: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unwant", abstract: "Say that you do not want a session any more.")

    @OptionGroup var session: SessionArgument

    func run() async throws { try await Want.set(false, session) }
}

/// Both ways.
enum Want {
    static func set(_ wanted: Bool, _ session: SessionArgument) async throws {
        let client = Daemon.client
        let (programme, session) = try await session.find(client)
        let want = WantBody(wanted: wanted)
        let saved = try await client.setWanted(session.id, want, in: programme.gathering.id).value
        Console.standard.say(Saved.sentence(saved))
    }
}
