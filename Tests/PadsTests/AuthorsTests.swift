import Testing

@testable import Pads

/// Several people who write at once, each with a graph and a text of their own, and a network in any order.
@Suite struct AuthorsTests {
    /// One of them.
    struct Writer {
        let author: Author
        var graph = EventGraph()
        var text = Text()

        /// Types or deletes somewhere, often where others do.
        mutating func write(_ random: inout SplitMix) {
            let count = text.count
            let edit: Edit
            if count > 0, random.below(3) == 0 {
                let position = random.below(min(count, 8))
                edit = .delete(at: position, count: 1 + random.below(min(3, count - position)))
            } else {
                let letter = Unicode.Scalar(UInt8(0x61 + random.below(26)))
                edit = .insert(at: random.below(min(count, 8) + 1), [letter, letter, "\u{1F389}"])
            }
            graph.append([edit], by: author, at: graph.version)
            text.apply(edit)
        }

        /// Takes all that another has, and changes the text by what that means.
        mutating func hear(_ other: Writer) throws(PadError) {
            let before = graph.version
            try graph.merge(other.graph.batch(since: known(to: other)))
            for edit in graph.edits(from: before, merging: graph.version) { text.apply(edit) }
        }

        /// What the other knows of ours, in the numbers of the other.
        private func known(to other: Writer) -> Version {
            graph.version.frontier.compactMap { other.graph.number(of: graph.id(of: $0)) }
                .reduce(.empty) { other.graph.union($0, Version(frontier: [$1])) }
        }
    }

    @Test("Whatever order events come in, all have one text, and edits turn the old text into the new")
    func convergence() throws {
        for seed in UInt64(0)..<2_000 {
            var random = SplitMix(seed)
            var writers = try (0..<2 + random.below(7)).map { Writer(author: try #require(Author([UInt8($0)]))) }
            for _ in 0..<10 + random.below(30) {
                let one = random.below(writers.count)
                if random.below(3) == 0 {
                    try writers[one].hear(writers[random.below(writers.count)])
                } else {
                    writers[one].write(&random)
                }
                let writer = writers[one]
                #expect(writer.text.string == writer.graph.text(at: writer.graph.version).string, "seed \(seed)")
            }
            for _ in 0..<2 {
                for one in writers.indices { for other in writers.indices { try writers[one].hear(writers[other]) } }
            }
            let texts = Set(writers.map(\.text.string))
            #expect(texts.count == 1, "seed \(seed): \(texts)")
        }
    }

    @Test("What one author types in one place is never interleaved with another's")
    func interleaving() throws {
        for seed in UInt64(0)..<500 {
            var random = SplitMix(seed)
            let authors = try (0..<3).map { try #require(Author([UInt8(random.below(250)), UInt8($0)])) }
            var graph = EventGraph()
            graph.append([.insert(at: 0, Array("[]".unicodeScalars))], by: authors[0], at: .empty)
            let base = graph.version
            for (number, author) in authors.enumerated() {
                var version = base
                for letter in 0..<5 {
                    let scalar = Unicode.Scalar(UInt8(0x61 + number))
                    version = Version(
                        frontier: [
                            graph.append([.insert(at: 1 + letter, [scalar])], by: author, at: version).lowerBound
                        ])
                }
            }
            let text = graph.text(at: graph.version).string
            for letter in "abc" { #expect(text.contains(String(repeating: letter, count: 5)), "\(text)") }
        }
    }

    @Test("A batch whose parents are missing is refused with their names, and changes nothing")
    func missing() throws {
        let author = try #require(Author("a".utf8))
        var graph = EventGraph()
        graph.append([.insert(at: 0, ["a", "b"])], by: author, at: .empty)
        let half = graph.version
        graph.append([.delete(at: 1, count: 1)], by: try #require(Author("b".utf8)), at: half)
        var other = EventGraph()
        let late = graph.batch(since: half)
        #expect(throws: PadError.missing([EventID(author: author, sequence: 1)])) { try other.merge(late) }
        #expect(other.count == 0)
        #expect(try other.merge(graph.batch(since: .empty)) == 0..<3)
        #expect(try other.merge(graph.batch(since: .empty)).isEmpty, "what is known is passed over")
        #expect(other.text(at: other.version).string == "a")
    }
}
