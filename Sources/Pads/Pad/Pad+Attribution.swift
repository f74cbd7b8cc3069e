/// Who wrote a text, from its beginning to its end.
package struct Attribution: Hashable, Sendable {
    /// One author's scalars next to each other.
    package struct Span: Hashable, Sendable {
        /// Who inserted them.
        package let author: Author
        /// How many; together they are as many as the text has.
        package let count: Int
    }

    /// In the order of the text; two spans next to each other have two authors.
    package let spans: [Span]
}

extension Pad {
    /// Who wrote each scalar of a version's text.
    package func attribution(at version: Version) -> Attribution {
        var writers = Rope<Writer>()
        forEachChange(from: .empty, length: 0, to: version) { change in
            if change.content == nil {
                writers.delete(change.count, at: change.position)
            } else {
                let writer = Writer(author: Int32(graph.author(of: change.event)))
                let same = Array(repeating: writer, count: change.count)
                writers.insert(same.indices, of: same, at: change.position)
            }
        }
        var spans: [(author: Int, count: Int)] = []
        writers.forEach { writer in
            if let last = spans.indices.last, spans[last].author == writer.author {
                spans[last].count += 1
            } else {
                spans.append((Int(writer.author), 1))
            }
        }
        return Attribution(spans: spans.map { Attribution.Span(author: graph.authors[$0.author], count: $0.count) })
    }
}

/// Whoever wrote the scalar at the same position of a text.
private struct Writer: RopeElement {
    static let filler = Writer(author: -1)
    let author: Int32
    var sums: Sums { Sums(1, 0, 0, 0) }
}
