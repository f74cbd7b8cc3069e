import ArgumentParser

/// `baithak peer`: people whom discovery does not find.
struct PeerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peer", abstract: "Reach people whom the network hides from discovery.",
        subcommands: [PeerAdd.self])
}
