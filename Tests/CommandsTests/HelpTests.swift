import ArgumentParser
import Testing

@testable import Commands

@Suite struct HelpTests {
    @Test(
        "The help of every command is as the snapshots have it",
        arguments: HelpSnapshots.all + GatheringHelpSnapshots.all + DeskHelpSnapshots.all)
    func help(command: String, snapshot: String) {
        let help = Self.help(of: command)
        #expect(help == snapshot, "the help of \(command) is now:\n\(help)")
    }

    @Test("Every command has a snapshot") func complete() {
        let shown = Set((HelpSnapshots.all + GatheringHelpSnapshots.all + DeskHelpSnapshots.all).map(\.0))
        for name in Self.names(of: BaithakCommand.self, path: "baithak") { #expect(shown.contains(name)) }
    }

    static func help(of command: String) -> String {
        var type: any ParsableCommand.Type = BaithakCommand.self
        for name in command.split(separator: " ").dropFirst() {
            for next in type.configuration.subcommands where next.configuration.commandName ?? "" == name {
                type = next
            }
        }
        return BaithakCommand.helpMessage(for: type, columns: 80)
    }

    private static func names(of type: any ParsableCommand.Type, path: String) -> [String] {
        [path]
            + type.configuration.subcommands.flatMap {
                names(of: $0, path: path + " " + ($0.configuration.commandName ?? ""))
            }
    }
}
