import ArgumentParser

/// `baithak note`: what attendees write together.
struct NoteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write the notes of sessions together.",
        discussion: """
            Each session has one text. Everybody may write at the same time, also without any network: the texts are \
            merged when machines meet.
            """,
        subcommands: [NoteEdit.self, NoteShow.self, NoteAppend.self, NoteList.self, NoteLog.self])
}

/// The session whose notes a command is about, and `--gathering`.
struct NoteArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The first digits of the session's ID, or a title that only it has.", valueName: "session"))
    var session: String

    @OptionGroup var gathering: GatheringOption
}
