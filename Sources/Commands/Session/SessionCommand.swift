import ArgumentParser

/// `baithak session`: the programme of a gathering.
struct SessionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "Propose sessions, want them, and see when and where they are.",
        discussion: """
            A session is named by the first digits of its ID, at least four, or by a title that only it has.
            """,
        subcommands: [
            SessionPropose.self, SessionList.self, SessionShow.self, SessionEdit.self, SessionWant.self,
            SessionUnwant.self, SessionSchedule.self, SessionUnschedule.self,
        ])
}
