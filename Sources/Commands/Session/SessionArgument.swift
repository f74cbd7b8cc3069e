import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// The session that a command is about, and `--gathering`.
struct SessionArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The session: the first digits of its ID, or a title that only it has.", valueName: "id"))
    var text: String

    @OptionGroup var gathering: GatheringOption

    /// The session that is meant, and the programme that it is on.
    func find(_ client: ControlClient) async throws -> (programme: ProgrammeBody, session: SessionBody) {
        let programme = try await gathering.programme(client).value
        let session = try TitleMatching.one(
            text, among: programme.sessions, noun: "session", listedBy: "baithak session list")
        return (programme, session)
    }
}
