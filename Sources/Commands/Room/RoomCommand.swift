import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak room`: where sessions take place.
struct RoomCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "room", abstract: "Say where sessions of a gathering can take place.",
        discussion: "`baithak gathering show` lists the rooms. They are for organisers to add and remove.",
        subcommands: [RoomAdd.self, RoomRemove.self])
}

/// Finding rooms.
enum Rooms {
    /// The room of this name, capitals or not.
    static func one(_ name: String, in programme: ProgrammeBody) throws(CommandFailure) -> String {
        if let room = programme.rooms.first(where: { $0.utf8.elementsEqual(name.utf8) }) { return room }
        let alike = programme.rooms.filter { $0.lowercased().utf8.elementsEqual(name.lowercased().utf8) }
        if let room = alike.first, alike.count == 1 { return room }
        throw CommandFailure(
            .nobodyOrMany,
            programme.rooms.isEmpty
                ? "There are no rooms yet: `baithak room add` adds one."
                : "There is no room “\(name)”, but: \(Details.list(programme.rooms)). `baithak room add` adds one."
        )
    }
}
