import Pads

/// Does with any bytes whatever can be done with a pad, and sees to it that all of it holds together. For fuzzers, and
/// for the corpus that they left.
package enum HostileBytes {
    /// Takes bytes as a pad, as a batch, and as the columns of one.
    ///
    /// - Returns: whether they were a pad in one of these ways.
    @discardableResult
    package static func take(_ bytes: [UInt8]) -> Bool {
        let isPad = takePad(bytes)
        return takePad(PadFormat.seal(columns: bytes)) || isPad
    }

    private static func takePad(_ bytes: [UInt8]) -> Bool {
        if let text = try? Pad.text(ofEncoded: bytes) { precondition(text.string.utf8.count == text.utf8Count) }
        if let batch = try? Batch(decoding: bytes) {
            // A few bytes can say that millions of scalars are deleted.
            precondition(batch.count > 10_000 || batch.listing.reduce(0) { $0 + $1.edits.count } == batch.count)
            mergeIntoAnother(batch)
        }
        guard var pad = try? Pad(decoding: bytes) else { return false }
        let copy = pad.encoded()
        guard let again = try? Pad(decoding: copy) else { preconditionFailure("what was written can be read") }
        precondition(again.text.scalars == pad.text.scalars && again.encoded() == copy)
        let spans = pad.attribution(at: pad.version).spans
        precondition(spans.reduce(0) { $0 + $1.count } == pad.text.count)
        let edits = pad.edits(from: .empty, length: 0, merging: pad.version)
        var text = Text()
        for edit in edits { text.apply(edit) }
        precondition(text.scalars == pad.text.scalars)
        if let author = spans.first?.author, (try? pad.edit(pad.undoing(0..<pad.graph.count / 2), by: author)) == nil {
            preconditionFailure("what undoes fits the text")
        }
        return true
    }

    /// A pad that others wrote refuses it and stays as it was, or takes it.
    private static func mergeIntoAnother(_ batch: Batch) {
        var pad = Pad()
        guard let author = Author("a".utf8), (try? pad.edit([.insert(at: 0, ["x", "y"])], by: author)) != nil else {
            return
        }
        let before = pad.encoded()
        if (try? pad.merge(batch)) == nil { precondition(pad.encoded() == before) }
    }
}
