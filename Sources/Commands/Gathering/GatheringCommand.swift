import ArgumentParser

/// `baithak gathering`: occasions that people join.
struct GatheringCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gathering", abstract: "Make or join a gathering, and take home what was written there.",
        discussion: """
            A gathering is a named occasion: a title, a place, days. Whoever joins it may propose sessions and write \
            notes, and every machine that is in it keeps a copy of everything.
            """,
        subcommands: [
            GatheringCreate.self, GatheringList.self, GatheringJoin.self, GatheringLeave.self, GatheringShow.self,
            GatheringInvite.self, GatheringAppoint.self, GatheringExport.self,
        ])
}
