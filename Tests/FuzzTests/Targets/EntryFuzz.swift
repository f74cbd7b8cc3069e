import Gatherings
import Keys

/// Entries and what they say.
enum EntryFuzz {
    static func take(_ bytes: [UInt8]) -> Bool {
        guard let entry = try? Entry(decoding: bytes) else { return false }
        let copy = entry.encoded()
        guard let again = try? Entry(decoding: copy) else { preconditionFailure("what was written can be read") }
        precondition(again == entry && again.id == entry.id, "an entry is passed on as it was signed")
        precondition(again.headerBytes == entry.headerBytes && again.encoded() == copy)
        let bare = try? Entry(decoding: entry.retracted.encoded())
        precondition(bare?.id == entry.id && bare?.content == nil, "without its content it is the same entry")
        _ = try? Content(of: entry)
        _ = try? Content(of: entry.retracted)
        return true
    }

    /// A kind, a shape, and a content whose hash fits.
    static func takeContent(_ bytes: [UInt8]) -> Bool {
        var script = Script(bytes)
        let kind = UInt32(script.byte())
        let (shape, said) = (script.part(), script.remainder())
        guard let entry = sign(kind, shape, said) else { return false }
        guard let content = try? Content(of: entry) else { return false }
        let (kindAgain, shapeAgain, saidAgain) = content.encoded()
        precondition(kindAgain == kind)
        if case .padEdit(let edit) = content, edit.isRetracted { return true }
        guard let copy = sign(kindAgain, shapeAgain, saidAgain), let again = try? Content(of: copy) else {
            preconditionFailure("what was read can be written and read")
        }
        precondition(again == content, "and says the same")
        return true
    }

    private static func sign(_ kind: UInt32, _ shape: [UInt8], _ content: [UInt8]) -> Entry? {
        let signer = NoSigner(publicKey: FixedKeys.ours.publicKey)
        let gathering = EntryID(Invitation.hash(of: [1]))
        let isFounding = kind == EntryKind.founding.rawValue
        let header = EntryHeader(
            gathering: isFounding ? nil : gathering, log: LogID(author: signer.publicKey, number: 1), height: 0,
            previous: nil, document: isFounding ? nil : gathering, parents: [], createdMS: 0, kind: kind, shape: shape,
            content: content)
        return try? Entry(signing: header, content: content, by: signer)
    }
}
