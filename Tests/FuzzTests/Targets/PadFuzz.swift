import Gatherings
import Keys
import Pads

/// Edits of one pad by a few people, some of whom say what nobody could have seen.
enum PadFuzz {
    private static let gathering = EntryID(Invitation.hash(of: [1]))
    private static let document = EntryID(Invitation.hash(of: [2]))
    private static let entriesMax = 32

    static func take(_ bytes: [UInt8]) -> Bool {
        let entries = entries(bytes)
        var (first, last) = (SharedPad(document: document), SharedPad(document: document))
        for (number, entry) in entries.enumerated() {
            first.take(entry)
            if number.isMultiple(of: 3) { _ = first.text }
        }
        for entry in entries.reversed() {
            last.take(entry)
            last.take(entry)
        }
        let text = first.text
        precondition(text.utf8.elementsEqual(last.text.utf8), "the order in which entries arrive changes nothing")
        precondition(first.heads == last.heads && first.edits == last.edits)
        precondition(first.spans().reduce(0) { $0 + $1.count } == text.unicodeScalars.count, "scalars have authors")
        for entry in entries where first.contains([entry.id]) {
            guard let then = try? first.text(at: [entry.id]), let same = try? last.text(at: [entry.id]) else {
                preconditionFailure("each version that is here can be shown")
            }
            precondition(then.utf8.elementsEqual(same.utf8))
        }
        if let said = try? first.edits(from: first.heads, to: "x\n"), !said.isEmpty {
            precondition(text != "x\n", "what is equal needs no edit")
        }
        return !text.isEmpty
    }

    private static func entries(_ bytes: [UInt8]) -> [Entry] {
        var script = Script(bytes)
        var entries: [Entry] = []
        while !script.isOver, entries.count < entriesMax {
            let (who, parents) = (1 + script.below(3), parents(&script, entries))
            let (kind, shape, content) = said(&script, entries)
            let signer = NoSigner(publicKey: FixedKeys.people[who - 1])
            let own = entries.filter { $0.header.log.author == signer.publicKey }
            let header = EntryHeader(
                gathering: gathering, log: LogID(author: signer.publicKey, number: 1), height: own.count,
                previous: own.last?.id, document: document, parents: parents, createdMS: UInt64(entries.count),
                kind: kind, shape: shape, content: content)
            if let entry = try? Entry(signing: header, content: content, by: signer) { entries.append(entry) }
        }
        return entries
    }

    /// Some of the last eight.
    private static func parents(_ script: inout Script, _ entries: [Entry]) -> [EntryID] {
        let mask = script.byte()
        return entries.suffix(8).reversed().enumerated().filter { mask & 1 << UInt8($0.offset) != 0 }.map(\.element.id)
    }

    private static func said(_ script: inout Script, _ entries: [Entry]) -> (UInt32, [UInt8], [UInt8]) {
        switch script.below(8) {
        case 0: return (EntryKind.padEdit.rawValue, script.part(), script.part())
        case 1:
            guard !entries.isEmpty else { break }
            return Content.retraction(.init(of: entries[script.below(entries.count)])).encoded()
        default: break
        }
        var edits: [Edit] = []
        for _ in 0...script.below(4) {
            let (place, count) = (script.below(64), script.below(16))
            let scalar = Unicode.Scalar(UInt32(script.byte()) << 5) ?? "x"
            edits.append(
                count < 8
                    ? .insert(at: place, [Unicode.Scalar](repeating: scalar, count: count + 1))
                    : .delete(at: place, count: count - 7))
        }
        guard let edit = try? Content.PadEdit(edits) else { preconditionFailure("a few edits fit one entry") }
        return Content.padEdit(edit).encoded()
    }
}

extension FixedKeys {
    /// The authors of pads.
    static let people = (1...3).map { signing(UInt8($0)).publicKey }
}
