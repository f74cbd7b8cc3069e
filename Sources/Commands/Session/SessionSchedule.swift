import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak session schedule`.
struct SessionSchedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedule", abstract: "Give a session a room and a slot, or others than it has.",
        discussion: """
            If somebody who has not heard of it yet gives another session the same place, both are shown as contested \
            until one is moved.
            """)

    @OptionGroup var session: SessionArgument

    @Option(help: ArgumentHelp("Where; without it the session is in the open, without a room.", valueName: "name"))
    var room: String?

    @Option(
        help: ArgumentHelp(
            "When: 14:00, or \"2026-11-28 14:00\" where several days have that slot.", valueName: "slot"))
    var slot: String

    func validate() throws { _ = try WantedSlot(slot) }

    func run() async throws {
        let (client, console) = (Daemon.client, Console.standard)
        let (programme, session) = try await session.find(client)
        let place = PlaceBody(
            room: try room.map { name throws(CommandFailure) in try Rooms.one(name, in: programme) },
            slot: try WantedSlot(slot).find(in: programme))
        let id = programme.gathering.id
        console.say(Saved.sentence(try await client.setPlace(session.id, place, in: id).value))
        // Somebody may have taken the place meanwhile, or have it already.
        guard let now = try? await client.programme(of: id).value else { return }
        for note in Contest.notes(now.sessions.filter { $0.id == session.id }, in: now) { console.say(note) }
    }
}

/// `baithak session unschedule`.
struct SessionUnschedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unschedule", abstract: "Take a session's room and slot away.")

    @OptionGroup var session: SessionArgument

    func run() async throws {
        let client = Daemon.client
        let (programme, session) = try await session.find(client)
        let saved = try await client.setPlace(session.id, PlaceBody(), in: programme.gathering.id).value
        Console.standard.say(Saved.sentence(saved))
    }
}
