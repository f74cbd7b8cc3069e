import ArgumentParser

/// `baithak desk`: one-to-one help.
struct DeskCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk", abstract: "Offer one-to-one help in slots, and book it.",
        discussion: """
            A desk is one person's slots at a gathering. Everybody sees which slots are free; who booked one, and what \
            it is about, only the person whose desk it is. A desk is named by the first digits of its ID, at least \
            four, or by a title that only it has.
            """,
        subcommands: [DeskOpen.self, DeskList.self, DeskBook.self, DeskFree.self, DeskClose.self])
}
