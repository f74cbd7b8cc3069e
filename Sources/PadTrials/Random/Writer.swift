import Pads

/// One of several people who write at once, each with a pad of their own. Everybody has letters of their own, so that
/// the text itself says who wrote what.
struct Writer {
    let author: Author
    let number: Int
    var pad = Pad()
    /// What this person's screen shows: only ever changed by the edits that the pad names.
    var screen = Text()
    /// Versions that were opened in an editor, with their texts.
    private var opened: (version: Version, text: Text)?
    /// The last edit that nobody else's followed.
    private var lastEdit: (events: Range<Int>, before: String)?

    init?(_ number: Int) {
        guard let author = Author([UInt8(number)]) else { return nil }
        self.author = author
        self.number = number
    }

    /// A scalar that only this person types: of one to four bytes.
    func scalar(_ random: inout SplitMix) -> Unicode.Scalar {
        let first = [0x61, 0x3B1, 0x915, 0x1F600][random.below(4)]
        return Unicode.Scalar(UInt32(first + number * 3 + random.below(3))) ?? "?"
    }

    /// Types or deletes somewhere, mostly where others do.
    mutating func write(_ random: inout SplitMix) throws(PadError) {
        let edits = edits(of: pad.text, &random)
        let before = pad.text.string
        let events = try pad.edit(edits, by: author)
        for edit in edits { screen.apply(edit) }
        lastEdit = (events, before)
    }

    /// Opens the text in an editor, or saves what was opened a while ago.
    mutating func openOrSave(_ random: inout SplitMix) throws(PadError) {
        guard let opened else {
            self.opened = (pad.version, pad.text)
            return
        }
        self.opened = nil
        lastEdit = nil
        var saved = opened.text
        for edit in edits(of: opened.text, &random) { saved.apply(edit) }
        // An editor knows only what was there and what is there now.
        let edits = Difference.edits(from: opened.text.scalars, to: saved.scalars)
        for edit in try pad.edit(edits, by: author, at: opened.version) { screen.apply(edit) }
    }

    /// Takes back the last edit. Whether the text is then as it was before.
    mutating func undo() throws(PadError) -> Bool {
        guard let (events, before) = lastEdit else { return true }
        lastEdit = nil
        let edits = pad.undoing(events)
        try pad.edit(edits, by: author)
        for edit in edits { screen.apply(edit) }
        return pad.text.string == before
    }

    private func edits(of text: Text, _ random: inout SplitMix) -> [Edit] {
        var (edits, length) = ([Edit](), text.count)
        for _ in 0...random.below(2) {
            let position = random.below(min(length, 9) + 1)
            switch random.below(5) {
            case 0 where position < length:
                edits.append(.delete(at: position, count: 1 + random.below(min(4, length - position))))
            case 1 where position > 0:
                // As by the backspace key.
                for step in 1...min(position, 1 + random.below(4)) {
                    edits.append(.delete(at: position - step, count: 1))
                }
            default: edits.append(.insert(at: position, (0...random.below(4)).map { _ in scalar(&random) }))
            }
            length = edits.reduce(text.count) { length, edit in
                switch edit {
                case .insert(_, let scalars): length + scalars.count
                case .delete(_, let count): length - count
                }
            }
        }
        return edits
    }

    /// Takes all that another has, through bytes.
    mutating func hear(_ other: Writer) throws(PadError) {
        let known = other.pad.graph.known(pad.graph.ids(of: pad.version))
        let batch = try Batch(decoding: other.pad.graph.batch(since: known).encoded)
        let before = pad.version
        for edit in try pad.merge(batch) { screen.apply(edit) }
        if pad.version != before { lastEdit = nil }
    }
}
