import ControlAPI
import Display

/// The people nearby as lines of text: a pure function of what the daemon said.
enum NearbyTable {
    /// A table for a person: header, one row an attendee, those here first, and a summary.
    ///
    /// - Parameters:
    ///   - width: the cells of the terminal.
    ///   - hasStyle: whether quiet and gone attendees are dimmed.
    static func lines(_ nearby: Nearby, width: Int, hasStyle: Bool) -> [SafeText] {
        let attendees = shown(nearby.attendees)
        let table = TextTable(columns: [
            .init(title: "NAME", narrowest: 8), .init(title: "TAG"), .init(title: "PRESENCE"),
            .init(title: "HEADLINE", narrowest: 8, mayGo: true), .init(title: "TOPICS", narrowest: 6, mayGo: true),
            .init(title: "ASKS/OFFERS", narrowest: 11, mayGo: true), .init(title: "HEARD"),
            .init(title: "STANDING"),
        ])
        var lines = table.lines(attendees.map(cells), width: width)
        if hasStyle {
            for (index, attendee) in attendees.enumerated() where attendee.presence != .here {
                lines[index + 1] = "\u{1B}[2m\(lines[index + 1])\u{1B}[0m"
            }
        }
        return lines + [summary(nearby.attendees).cut(to: width)]
    }

    /// One line an attendee for a program: the same columns, separated by tabs, without header.
    static func records(_ attendees: [Attendee]) -> [SafeText] {
        shown(attendees).map { SafeText(joining: cells($0), by: "\t") }
    }

    /// Everybody but those whom the owner has blocked, in the order of tables.
    static func shown(_ attendees: [Attendee]) -> [Attendee] { sorted(attendees.filter { $0.standing != .blocked }) }

    /// `3 people nearby, 1 relayed, 1 quiet, 2 gone, 1 blocked`.
    static func summary(_ all: [Attendee]) -> SafeText {
        let attendees = all.filter { $0.standing != .blocked }
        let here = attendees.filter { $0.presence == .here }
        var parts: [SafeText] = [
            here.isEmpty ? "Nobody nearby" : here.count == 1 ? "1 person nearby" : "\(here.count) people nearby"
        ]
        let relayed = here.count { $0.path == .relayed }
        let quiet = attendees.count { $0.presence == .quiet }
        let gone = attendees.count { $0.presence == .gone }
        if relayed > 0 { parts.append("\(relayed) relayed") }
        if quiet > 0 { parts.append("\(quiet) quiet") }
        if gone > 0 { parts.append("\(gone) gone") }
        if attendees.count < all.count { parts.append("\(all.count - attendees.count) blocked") }
        return SafeText(joining: parts, by: ", ")
    }

    /// Here, quiet, gone; within each by the bytes of the name, then by key.
    static func sorted(_ attendees: [Attendee]) -> [Attendee] {
        func rank(_ attendee: Attendee) -> Int {
            switch attendee.presence {
            case .here: 0
            case .quiet: 1
            case .gone: 2
            }
        }
        return attendees.sorted { left, right in
            if rank(left) != rank(right) { return rank(left) < rank(right) }
            if !left.name.utf8.elementsEqual(right.name.utf8) {
                return left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
            }
            return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }
    }

    private static func cells(_ attendee: Attendee) -> [SafeText] {
        [
            SafeText(attendee.name), SafeText(attendee.tag), presence(attendee), SafeText(attendee.headline),
            Details.list(attendee.topics), wishes(attendee), Ago.text(milliseconds: attendee.lastHeardMS),
            attendee.standing == .stranger && attendee.resembles == nil ? "" : standing(attendee),
        ]
    }

    /// What they are to us, and what one should know before trusting the name.
    static func standing(_ attendee: Attendee) -> SafeText {
        if let tag = attendee.resembles {
            let other: SafeText = tag == attendee.tag ? "your contact with that tag" : SafeText(tag)
            return attendee.standing == .stranger ? "not \(other)" : "\(attendee.standing.rawValue), not \(other)"
        }
        if let name = attendee.knownAs { return "\(attendee.standing.rawValue), was “\(name)”" }
        return "\(attendee.standing.rawValue)"
    }

    static func presence(_ attendee: Attendee) -> SafeText {
        attendee.path == .relayed && attendee.presence != .gone
            ? "\(attendee.presence.rawValue), relayed" : "\(attendee.presence.rawValue)"
    }

    private static func wishes(_ attendee: Attendee) -> SafeText {
        var parts: [SafeText] = []
        if !attendee.asks.isEmpty { parts.append("asks \(Details.list(attendee.asks))") }
        if !attendee.offers.isEmpty { parts.append("offers \(Details.list(attendee.offers))") }
        return SafeText(joining: parts, by: "; ")
    }
}
