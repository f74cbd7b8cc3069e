import ArgumentParser
import ControlAPI
import ControlClient
import Display
import QRCode

/// `baithak card qr`.
struct CardQR: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "qr", abstract: "Show a card as a QR code, for phones without baithak.",
        discussion: """
            The camera of a phone reads it and offers to save the contact. In the terminal stands what fits 24 lines \
            of 80 cells: name, telephone, mail, organisation, page; with --png all but the photo. It is not sealed: \
            whoever photographs it has it.
            """)

    @Option(help: "Which of your cards; not needed if you have only one.")
    var face: String?

    @Option(help: ArgumentHelp("Make a picture instead.", valueName: "file"))
    var png: String?

    func run() async throws {
        let client = Daemon.client
        let console = Console.standard
        let faces = try await client.ownCards().value.map(\.face)
        let face = self.face ?? (faces.count == 1 ? faces[0] : CardSet.usualFace)
        let room = png == nil ? PhoneCardBody.Room.terminal : .picture
        let card = try await client.phoneCard(face: face, room: room).value
        guard let symbol = QRSymbol(Array(card.text.utf8), correction: png == nil ? .low : .medium) else {
            throw CommandFailure(.failed, "The card does not fit a QR code: shorten it.")
        }
        if !card.leftOut.isEmpty {
            let hint: SafeText = png == nil ? " `--png FILE` has room for more." : ""
            console.say("Not in it: \(Details.list(card.leftOut)).\(hint)")
        }
        guard let png else { return console.draw(symbol) }
        guard let file = symbol.png() else { throw CommandFailure(.failed, "There is no memory for a picture.") }
        try NewFile.write(file, to: png)
        console.say("Wrote \(png).")
    }
}
