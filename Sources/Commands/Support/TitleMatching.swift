import ControlAPI
import Display

/// Something with a title that others may have too, and an id that only it has.
protocol Titled {
    var id: String { get }
    var title: String { get }
}

extension Titled {
    /// The first digits of the id, as tables show them.
    var shortID: String { String(id.prefix(8)) }
}

extension GatheringBody: Titled {}
extension SessionBody: Titled {}
extension PadSummaryBody: Titled {
    var id: String { session }
}

/// Finds the one gathering or session that is meant.
enum TitleMatching {
    /// The one whose id begins with these digits, at least four, or that has this title, whatever its capitals: none
    /// comes before another by them.
    ///
    /// A title may have the form of an id, and ids with chosen first digits can be searched for: if one is meant by its
    /// title and another by its id, neither is taken.
    ///
    /// - Parameter noun: what is looked for, as `session`.
    /// - Throws: ``CommandFailure`` with ``ExitStatus/nobodyOrMany``, whose sentence lists ids to choose from.
    static func one<Item: Titled>(
        _ text: String, among items: [Item], noun: SafeText, listedBy command: SafeText
    ) throws(CommandFailure) -> Item {
        let matches = all(text, among: items)
        if let match = matches.first, matches.count == 1 { return match }
        guard !matches.isEmpty else {
            throw CommandFailure(
                .nobodyOrMany, "There is no \(noun) “\(text)”. `\(command)` shows titles and IDs.")
        }
        let choices = matches.map { item -> SafeText in "\(String(item.id.prefix(16))) \(item.title)" }
        throw CommandFailure(
            .nobodyOrMany,
            "“\(text)” may be any of \(matches.count). Say which by its ID: \(SafeText(joining: choices, by: ", ")).")
    }

    /// All that may be meant.
    static func all<Item: Titled>(_ text: String, among items: [Item]) -> [Item] {
        let digits = isID(text) ? text.lowercased() : nil
        let wanted = text.lowercased()
        return items.filter { item in
            item.title.lowercased().utf8.elementsEqual(wanted.utf8) || digits.map { item.id.hasPrefix($0) } ?? false
        }
    }

    /// Whether a text has the form of the first digits of an id.
    static func isID(_ text: String) -> Bool {
        (4...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
                default: false
                }
            }
    }
}
