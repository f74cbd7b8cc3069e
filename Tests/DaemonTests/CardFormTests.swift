import ControlAPI
import Testing

@testable import Daemon

struct CardFormTests {
    var card: CardBody {
        var card = CardBody(name: "Asha \"Rao\" \\ \u{1F389}")
        card.emails = ["asha@example.org", "b@example.org"]
        card.addresses = ["12 MG Road\nBengaluru"]
        card.services = [CardBody.Service(service: "Mastodon", user: "@a=b")]
        card.notes = ["tab\tand # no comment"]
        card.expires = "2027-01-31"
        card.photo = "data:image/gif;base64,R0lGODlh"
        return card
    }

    @Test("What a form shows is what it says when nothing is changed")
    func roundTrip() throws {
        let text = CardForm.text(of: card, face: "work")
        #expect(try CardForm.card(from: text, changing: card) == card)
        #expect(try CardForm.card(from: "name = 'x'", changing: CardBody(name: "y")) == CardBody(name: "x"))
    }

    @Test(
        "A mistake is named with its line",
        arguments: [
            ("name = 7", "Line 1"), ("name = 'x'\nemails = 'y'", "Line 2"), ("\nemails = [1]", "Line 2"),
            ("mails = []", "Line 1"), ("name = 'x", "Line 1"), ("services = ['Mastodon']", "Line 1"),
            ("name = 'x'\n\u{0}", "Line 2"), ("[name]", "Line 1"),
        ])
    func mistakes(_ text: String, _ place: String) {
        do {
            _ = try CardForm.card(from: text, changing: card)
            Issue.record("it was taken")
        } catch {
            #expect(error.kind == .badValue && error.message.hasPrefix(place), "\(error.message)")
        }
    }
}
