import Pads

/// Two to eight people who write at the same spots, hear of each other in any order, open old versions and save them
/// late, and take things back: everything that must hold of pads, looked at after every step. One seed is one story.
package struct Gathering {
    /// What did not hold.
    package struct Broken: Error, CustomStringConvertible {
        /// The story's number.
        package let seed: UInt64
        /// A sentence.
        package let what: String

        /// The seed and the sentence.
        package var description: String { "seed \(seed): \(what)" }
    }

    private let seed: UInt64
    private var random: SplitMix
    private var writers: [Writer]
    /// The first thing that did not hold.
    private var failure: Broken?

    /// Nobody has written yet.
    package init(seed: UInt64) {
        self.seed = seed
        var random = SplitMix(seed)
        writers = (0..<2 + random.below(7)).compactMap { Writer($0) }
        self.random = random
    }

    /// Plays the story to its end.
    ///
    /// - Returns: how many events it had.
    /// - Throws: ``Broken``.
    @discardableResult
    package mutating func play() throws(Broken) -> Int {
        do throws(PadError) {
            for _ in 0..<8 + random.below(24) { try step() }
            try everybodyHearsEverybody()
            try typeForwardsAtOneSpot()
            try everybodyHearsEverybody()
        } catch {
            throw failure ?? Broken(seed: seed, what: "refused: \(error)")
        }
        if let failure { throw failure }
        return writers[0].pad.graph.count
    }

    private mutating func expect(_ holds: Bool, _ what: @autoclosure () -> String) {
        if !holds, failure == nil { failure = Broken(seed: seed, what: what()) }
    }

    private mutating func step() throws(PadError) {
        let one = random.below(writers.count)
        let text = writers[one].pad.text.string
        let version = writers[one].pad.version
        switch random.below(8) {
        case 0...2: try writers[one].hear(writers[random.below(writers.count)])
        case 3: try writers[one].openOrSave(&random)
        case 4: expect(try writers[one].undo(), "what was undone at once did not leave the text as it was")
        default: try writers[one].write(&random)
        }
        let writer = writers[one]
        expect(writer.screen.string == writer.pad.text.string, "edits did not turn the old text into the new")
        expect(writer.pad.text(at: version).string == text, "an old version has another text now")
    }

    private mutating func everybodyHearsEverybody() throws(PadError) {
        for _ in 0..<2 {
            for one in writers.indices.shuffled(using: &random) {
                for other in writers.indices.shuffled(using: &random) { try writers[one].hear(writers[other]) }
            }
        }
        let text = writers[0].pad.text.string
        for writer in writers {
            expect(writer.pad.text.string == text, "texts differ: \(text) and \(writer.pad.text.string)")
            expect(writer.screen.string == text, "a screen shows something else")
            try check(writer.pad)
        }
        let reference = ReferenceReplay(writers[0].pad.graph.batch(since: .empty))
        expect(reference.text == text, "the plain replay gives \(reference.text), not \(text)")
        let spans = writers[0].pad.attribution(at: writers[0].pad.version).spans
        let authors = spans.flatMap { Array(repeating: $0.author, count: $0.count) }
        expect(authors == reference.authors, "who wrote what is another than they who did")
    }

    /// Encoding, and replay of everything at once.
    private mutating func check(_ pad: Pad) throws(PadError) {
        let bytes = pad.encoded(withText: random.below(2) == 0)
        let decoded = try Pad(decoding: bytes)
        expect(decoded.text.string == pad.text.string, "the decoded text is another")
        let isSame = decoded.encoded(withText: true) == bytes || decoded.encoded(withText: false) == bytes
        expect(isSame, "the decoded pad has other bytes")
        var whole = Pad()
        try whole.merge(pad.graph.batch(since: .empty))
        expect(whole.text.string == pad.text.string, "a whole replay gives another text than many partial ones")
        let edits = pad.edits(from: .empty, length: 0, merging: pad.version)
        var text = Text()
        for edit in edits { text.apply(edit) }
        expect(text.string == pad.text.string, "the edits from the beginning give another text")
    }

    /// Everybody types a run at one place without hearing of the others; no run may be torn by another.
    private mutating func typeForwardsAtOneSpot() throws(PadError) {
        let position = random.below(writers[0].pad.text.count + 1)
        let runs = writers.indices.map { number in
            (0..<3 + random.below(4)).map { Unicode.Scalar(UInt32(0x2500 + number * 16 + $0)) ?? "?" }
        }
        for (number, run) in runs.enumerated() {
            for (offset, scalar) in run.enumerated() {
                let edit = Edit.insert(at: position + offset, [scalar])
                try writers[number].pad.edit([edit], by: writers[number].author)
                writers[number].screen.apply(edit)
            }
        }
        let order = writers.indices.shuffled(using: &random)
        for other in order.dropFirst() { try writers[order[0]].hear(writers[other]) }
        let text = writers[order[0]].pad.text.string.unicodeScalars
        for run in runs {
            let start = text.firstIndex(of: run[0]) ?? text.startIndex
            expect(text[start...].starts(with: run), "a run typed forwards was torn: \(String(text))")
        }
    }
}
