internal import Display
package import Keys
internal import Pads

/// What is to be written. Each of these gives what goes into one entry, or into several one after the other where one
/// has no room: the first builds on the heads that were given, or on those of now, and each other on the one before it
/// alone.
extension SharedPad {
    /// What an entry of kind ``EntryKind/padEdit`` says.
    package typealias Said = (shape: [UInt8], content: [UInt8])

    /// What turns the text at some heads into another, for whoever saves what they had in an editor. What others wrote
    /// in the meantime stays, and so does what whoever saves could not see. What only the form of a file adds is left
    /// out (``Display/PlainText/withoutForm(_:)``).
    ///
    /// - Parameter authors: whose text was left out of what was edited.
    /// - Returns: nothing if the texts are equal.
    /// - Throws: ``ContentError/notInPad``, ``ContentError/padTooLarge(bytes:)``.
    package mutating func edits(
        from heads: [EntryID], to text: String, hiding authors: Set<PublicKey> = []
    ) throws(ContentError) -> [Said] {
        guard text.utf8.count <= ContentLimits.padBytesMax else { throw .padTooLarge(bytes: text.utf8.count) }
        let version = try version(of: heads)
        let pad = merged()
        let old = pad.text(at: version).scalars
        let new = Array(PlainText.withoutForm(text).unicodeScalars)
        guard !authors.isEmpty else { return PadEditPacker.pack(Difference.edits(from: old, to: new)) }
        var shown: [Int] = []
        var position = 0
        for (entry, count) in Self.writers(of: pad, at: version) {
            if !isHidden(entry, authors) { shown += position..<position + count }
            position += count
        }
        let edits = Difference.edits(from: shown.map { old[$0] }, to: new)
        return PadEditPacker.pack(Self.placed(edits, among: shown, of: old))
    }

    /// What puts a text at the end, on lines of its own: it ends them itself, so that what others append at the same
    /// time is on other lines.
    ///
    /// - Throws: ``ContentError/padTooLarge(bytes:)``, ``ContentError/noChange`` for no text.
    package mutating func edits(appending text: String) throws(ContentError) -> [Said] {
        guard text.utf8.count < ContentLimits.padBytesMax else { throw .padTooLarge(bytes: text.utf8.count) }
        let lines = PlainText.ended(PlainText.withoutForm(text))
        guard !lines.isEmpty else { throw .noChange }
        let now = merged().text
        let isLineOpen = now.count > 0 && now.scalars(in: now.count - 1..<now.count) != ["\n"]
        return PadEditPacker.pack([.insert(at: now.count, Array(((isLineOpen ? "\n" : "") + lines).unicodeScalars))])
    }

    /// What deletes all that is left of what an entry inserted: to be written before its retraction, so that nothing is
    /// seen in its place.
    ///
    /// - Returns: nothing if nothing is left.
    /// - Throws: ``ContentError/notInPad``.
    package mutating func edits(removing target: EntryID) throws(ContentError) -> [Said] {
        guard contains([target]) else { throw .notInPad }
        var edits: [Edit] = []
        var position = 0
        for (entry, count) in writersNow() {
            if entry == target {
                edits.append(.delete(at: position, count: count))
            } else {
                position += count
            }
        }
        return PadEditPacker.pack(edits)
    }

    /// Edits of what was shown as edits of the whole text.
    ///
    /// - Parameters:
    ///   - shown: the places of what was shown, ascending.
    ///   - old: the whole text.
    private static func placed(_ edits: [Edit], among shown: [Int], of old: [Unicode.Scalar]) -> [Edit] {
        var placed: [Edit] = []
        // How much longer what is shown, and the whole text, became by the edits before: they go from left to right.
        var growth = 0
        for edit in edits {
            switch edit {
            case .insert(let position, let scalars):
                // Behind what stands before it; but the beginning of a line stays with that line.
                let place = position - growth
                let beginsLine = place == 0 || old[shown[place - 1]] == "\n"
                let staysWithNext = place < shown.count && beginsLine && scalars.last != "\n"
                let whole = staysWithNext ? shown[place] : place == 0 ? 0 : shown[place - 1] + 1
                placed.append(.insert(at: whole + growth, scalars))
                growth += scalars.count
            case .delete(let position, let count):
                for place in position - growth..<position - growth + count {
                    let whole = shown[place] + growth
                    if case .delete(whole, let before)? = placed.last {
                        placed[placed.count - 1] = .delete(at: whole, count: before + 1)
                    } else {
                        placed.append(.delete(at: whole, count: 1))
                    }
                    growth -= 1
                }
            }
        }
        return placed
    }
}

/// Distributes edits over as many entries as they need.
private struct PadEditPacker {
    private var said: [SharedPad.Said] = []
    private var edits: [Edit] = []
    private var shapeBytes = 0
    private var textBytes = 0
    private var position = 0

    /// Bytes of a shape beside its numbers: a tag and a length for each list.
    private static let frameBytes = 8

    static func pack(_ edits: [Edit]) -> [SharedPad.Said] {
        var packer = PadEditPacker()
        for edit in edits where edit.count > 0 { packer.add(edit) }
        packer.close()
        return packer.said
    }

    private mutating func add(_ edit: Edit) {
        switch edit {
        case .delete(let place, let count):
            makeRoom(place, count: -count)
            edits.append(edit)
            position = place
        case .insert(let place, let scalars):
            var rest = scalars[...]
            while let first = rest.first {
                let start = place + rest.startIndex
                makeRoom(start, count: rest.count, textBytes: UTF8.width(first))
                let room = GatheringLimits.contentBytesMax - textBytes
                var (count, bytes) = (0, 0)
                for scalar in rest {
                    let width = UTF8.width(scalar)
                    if bytes + width > room { break }
                    (count, bytes) = (count + 1, bytes + width)
                }
                edits.append(.insert(at: start, Array(rest.prefix(count))))
                textBytes += bytes
                position = start + count
                rest = rest.dropFirst(count)
            }
        }
    }

    /// Begins another entry unless one more operation fits.
    private mutating func makeRoom(_ place: Int, count: Int, textBytes: Int = 0) {
        let numbers = Self.varintBytes(place - position) + Self.varintBytes(count)
        if edits.count == ContentLimits.operationsMax
            || Self.frameBytes + shapeBytes + numbers > GatheringLimits.shapeBytesMax
            || self.textBytes + textBytes > GatheringLimits.contentBytesMax
        {
            close()
        }
        shapeBytes += Self.varintBytes(place - position) + Self.varintBytes(count)
    }

    private mutating func close() {
        if !edits.isEmpty {
            let edit = Content.PadEdit(fitting: edits)
            said.append((edit.shape, edit.text))
        }
        edits = []
        (shapeBytes, textBytes, position) = (0, 0, 0)
    }

    /// Of a number in zigzag form.
    private static func varintBytes(_ number: Int) -> Int {
        let zigzag = number < 0 ? -2 * number - 1 : 2 * number
        return max(1, (UInt.bitWidth - zigzag.leadingZeroBitCount + 6) / 7)
    }
}
