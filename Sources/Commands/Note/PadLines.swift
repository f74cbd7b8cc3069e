import ControlAPI
import Display

/// The text of a pad as lines for a terminal, or for a program that wants authors.
enum PadLines {
    /// - Parameter width: the cells of the terminal, nil if a program reads.
    static func plain(_ text: String, width: Int?) -> [SafeText] {
        lines(of: text).flatMap { line in
            // The margin keeps other people's text out of the first column, where our own messages start.
            fitted(line, to: width.map { $0 - 2 }).map { width == nil ? $0 : "  \($0)" }
        }
    }

    /// Each line with the tags of those who wrote it, in the order in which they appear in it.
    static func withAuthors(_ pad: PadBody, width: Int?) -> [SafeText] {
        let lines = lines(of: pad.text)
        let tags = zip(lines, authors(pad, lines)).map { SafeText(joining: $1.map { SafeText($0) }, by: ",") }
        guard let width else { return zip(tags, lines).map { "\($0)\t\(String($1))" } }
        let gutter = min(tags.map(\.cells).max() ?? 0, max(9, width / 3))
        return zip(tags, lines).flatMap { tag, line in
            fitted(line, to: width - gutter - 4).enumerated().map { number, part -> SafeText in
                "  \((number == 0 ? tag : "").filled(to: gutter))  \(part)"
            }
        }
    }

    /// Whose tags those are.
    static func legend(_ pad: PadBody) -> SafeText {
        var people: [PersonBody] = []
        for span in pad.spans where span.length > 0 && !people.contains(where: { $0.key == span.author.key }) {
            people.append(span.author)
        }
        let parts = people.map { person -> SafeText in
            person.name.isEmpty ? SafeText(person.tag) : "\(person.tag) is \(person.name)"
        }
        return "\(SafeText(joining: parts, by: ", "))."
    }

    /// The tags of each line; the line feed belongs to the line that it ends.
    private static func authors(_ pad: PadBody, _ lines: [Substring]) -> [[String]] {
        var spans = pad.spans[...]
        var left = spans.first?.length ?? 0
        return lines.map { line in
            var tags: [String] = []
            var wanted = line.unicodeScalars.count
            func note() {
                guard let tag = spans.first?.author.tag, !tags.contains(tag) else { return }
                tags.append(tag)
            }
            while wanted > 0, !spans.isEmpty {
                let taken = min(wanted, left)
                if taken > 0 { note() }
                (wanted, left) = (wanted - taken, left - taken)
                if left == 0 {
                    spans = spans.dropFirst()
                    left = spans.first?.length ?? 0
                }
            }
            // The line feed: whoever wrote an empty line wrote that.
            while left == 0, !spans.isEmpty {
                spans = spans.dropFirst()
                left = spans.first?.length ?? 0
            }
            if line.isEmpty, left > 0 { note() }
            left = max(0, left - 1)
            return tags
        }
    }

    /// Lines by line feeds alone, as scalars: a cluster such as CR LF must not hide one.
    private static func lines(of text: String) -> [Substring] {
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    /// One line of a text as lines of the terminal; a very long one in pieces, since the gate takes so much at once.
    private static func fitted(_ line: Substring, to cells: Int?) -> [SafeText] {
        var pieces: [SafeText] = []
        var rest = line.unicodeScalars[...]
        repeat {
            pieces.append(SafeText(String(Substring(rest.prefix(DisplayLimits.lineScalarsMax)))))
            rest = rest.dropFirst(DisplayLimits.lineScalarsMax)
        } while !rest.isEmpty
        guard let cells else { return [SafeText(joining: pieces, by: "")] }
        return pieces.flatMap { $0.lines(of: cells) }
    }
}
