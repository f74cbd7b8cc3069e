import ArgumentParser
import ControlAPI
import ControlClient
import Display

/// `baithak gathering export`.
struct GatheringExport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a gathering to a folder as open files.",
        discussion: """
            The programme becomes iCalendar, the notes become Markdown. The folder is made; one that has something in \
            it is left alone.
            """)

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "dir"))
    var folder: String

    @OptionGroup var gathering: GatheringOption

    func run() async throws {
        let client = Daemon.client
        let files = try await client.export(try await gathering.find(client).id).value.files
        try ExportFolder.write(files, to: folder)
        Console.standard.say(
            files.count == 1 ? "Wrote 1 file to \(folder)." : "Wrote \(files.count) files to \(folder).")
    }
}
