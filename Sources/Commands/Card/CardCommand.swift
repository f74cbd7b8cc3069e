import ArgumentParser

/// `baithak card`: your contact cards, and whose a card file is.
struct CardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Make the contact cards that you hand out, and check those of others.",
        discussion: """
            You may have several cards, one for each face: work, friends. Nobody gets one unless you hand it to them \
            with `baithak exchange`, and nobody sees what you call the face.
            """,
        subcommands: [CardShow.self, CardSet.self, CardEdit.self, CardQR.self, CardRemove.self, CardVerify.self])
}
