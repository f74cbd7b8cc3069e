import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak block WHO`.
struct BlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "block", abstract: "Hear nothing more from somebody: no request of theirs reaches you.",
        discussion: "It holds for their key, whatever name they take. They are not told.")

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    func run() async throws { try await Block.set(true, who) }
}

/// `baithak unblock WHO`.
struct UnblockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unblock", abstract: "Hear from somebody again.")

    @Argument(help: "A tag, a whole key, or a name that only one has.")
    var who: String

    func run() async throws { try await Block.set(false, who) }
}

/// Both ways.
enum Block {
    /// Among those who are here, else among contacts.
    static func set(_ blocked: Bool, _ who: String) async throws {
        let client = Daemon.client
        let person = try await Anybody.one(who, client)
        let kept = try await client.setBlocked(blocked, key: person.key).value
        Console.standard.say(blocked ? "Blocked: \(person.label)." : "Not blocked any more: \(person.label).")
        Saved.warn(kept, .standard)
    }
}
