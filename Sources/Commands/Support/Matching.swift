import ControlAPI
import Display

/// Somebody with a name, whom a tag tells apart from others of that name.
protocol Tagged {
    var name: String { get }
    var tag: String { get }
    var key: String { get }
    /// The tag of a contact of ours who looks the same by name or tag, and is somebody else.
    var resembles: String? { get }
}

extension Tagged {
    var resembles: String? { nil }
}

extension Attendee: Tagged {}
extension ContactBody: Tagged {}
extension ExchangeBody: Tagged {}

/// Finds the one person that is meant by WHO.
enum Matching {
    /// The attendee with this tag, this whole key, or, if it is unambiguous, this name, whatever its capitals; if no
    /// one has it, the only one with these words in the name: `ravi kumar` and `ravi` are Ravi Kumar. Nobody comes
    /// before another by their capitals, or calling oneself `ravi kumar` would be enough to be taken for Ravi Kumar.
    ///
    /// What has the form of a tag or a key is never taken for a name, so nobody can be reached by calling themselves
    /// like somebody else's tag. Who looks like a contact is never meant by the name, and who has the tag of a contact
    /// only by the whole key: a graphics card finds a key for any tag in hours.
    ///
    /// - Throws: ``CommandFailure`` with ``ExitStatus/nobodyOrMany``, whose sentence lists the tags to choose from.
    static func one<Person: Tagged>(
        _ who: String, among attendees: [Person], listedBy command: SafeText = "baithak nearby"
    ) throws(CommandFailure) -> Person {
        let matches = matches(who, among: attendees)
        if let match = matches.first, matches.count == 1 {
            try refuseTwin(match, who)
            return match
        }
        guard !matches.isEmpty else {
            throw CommandFailure(
                .nobodyOrMany, "Nobody is known as “\(who)”. `\(command)` lists names and tags.")
        }
        let isTagShared = matches.allSatisfy { isSame($0.tag, matches[0].tag) }
        let choices = matches.map { attendee -> SafeText in
            isTagShared ? "\(attendee.name) \(attendee.key)" : "\(attendee.name) \(attendee.tag)"
        }
        let wanted: SafeText = isTagShared ? "whole key" : "tag"
        let list = SafeText(joining: choices, by: ", ")
        throw CommandFailure(
            .nobodyOrMany,
            "“\(who)” may be any of \(matches.count). Say which by the \(wanted): \(list).")
    }

    private static func refuseTwin(_ match: some Tagged, _ who: String) throws(CommandFailure) {
        let who = folded(who)
        guard let contact = match.resembles, !isSame(who, match.key) else { return }
        if isSame(contact, match.tag) {
            throw CommandFailure(
                .nobodyOrMany,
                "\(match.name) \(match.tag) is not your contact with that tag, but somebody with another key. If you "
                    + "mean this one, give the whole key: \(match.key).")
        }
        guard !isSame(who, match.tag) else { return }
        throw CommandFailure(
            .nobodyOrMany,
            "\(match.name) \(match.tag) is not your contact \(contact), who has that name too. If you mean this one, "
                + "give the tag: \(match.tag).")
    }

    private static func matches<Person: Tagged>(_ who: String, among attendees: [Person]) -> [Person] {
        let folded = folded(who)
        if hasFormOfTag(folded) { return attendees.filter { isSame($0.tag, folded) } }
        if hasFormOfKey(folded) { return attendees.filter { isSame($0.key, folded) } }
        let wanted = words(of: who)
        guard !wanted.isEmpty else { return [] }
        let whole = attendees.filter { words(of: $0.name) == wanted }
        return whole.isEmpty ? attendees.filter { words(of: $0.name).contains(wanted) } : whole
    }

    private static func folded(_ text: String) -> String {
        String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
    }

    /// The words of a name without capitals, as bytes: two texts that look the same may be two people.
    private static func words(of name: String) -> [[UInt8]] {
        name.split(separator: " ").map { Array($0.lowercased().utf8) }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool { left.utf8.elementsEqual(right.utf8) }

    /// Four base32 characters, a hyphen, four more.
    private static func hasFormOfTag(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 9, bytes[4] == UInt8(ascii: "-") else { return false }
        return (bytes[..<4] + bytes[5...]).allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
    }

    private static func hasFormOfKey(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
