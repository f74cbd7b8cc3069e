import Gatherings
import Keys
import Pads
import Testing
import Wire

/// The same for what gatherings share.
@Suite("The examples of entries in the documents")
struct EntryExampleTests {
    private let asha: SigningKey
    private let ravi: SigningKey
    private let invitation: Invitation

    init() throws {
        asha = try Examples.signer("asha")
        ravi = try Examples.signer("ravi")
        let secret = try Examples("Membership").bytes("secret")
        invitation = try Invitation(secret: secret, gathering: Examples("Entries").entry("founding").id)
    }

    private var ashaLog: LogID { LogID(author: asha.publicKey, number: 0x0102_0304_0506_0708) }
    private var raviLog: LogID { LogID(author: ravi.publicKey, number: 0x1112_1314_1516_1718) }
    private var otherLog: LogID { LogID(author: ravi.publicKey, number: 0x2122_2324_2526_2728) }

    /// Signs what somebody says, and compares every part of it with a section.
    private func entry(
        _ name: String, _ section: String, _ log: LogID, _ content: Content, after last: Entry? = nil,
        parents: [EntryID] = [], document: EntryID? = nil
    ) throws -> Entry {
        let said = try Examples(section)
        let (kind, shape, bytes) = content.encoded()
        let header = EntryHeader(
            gathering: document == nil ? nil : try Examples("Entries").entry("founding").id, log: log,
            height: last.map { $0.header.height + 1 } ?? 0, previous: last?.id, document: document, parents: parents,
            createdMS: 1_800_000_000_000, kind: kind, shape: shape, content: bytes)
        let entry = try Entry(signing: header, content: bytes, by: log == ashaLog ? asha : ravi)
        #expect(bytes == (try said.bytes("\(name): content")))
        #expect(entry.headerBytes == (try said.bytes("\(name): header")))
        #expect(entry.signature.bytes == (try said.bytes("\(name): signature")))
        #expect(entry.id.bytes.bytes == (try said.bytes("\(name): id")))
        if !shape.isEmpty { #expect(shape == (try said.bytes("\(name): shape"))) }
        return entry
    }

    private func programme() throws -> (founding: Entry, join: Entry, session: Entry) {
        let founding = try entry(
            "founding", "Entries", ashaLog,
            .founding(
                Content.Founding(
                    title: "OSSCamp", place: "Pune", firstDay: Day("2027-01-30"), lastDay: Day("2027-01-31"),
                    invitationHash: invitation.hash)))
        let tag = invitation.membershipTag(for: ravi.publicKey, gathering: founding.id)
        let join = try entry(
            "join", "Entries", raviLog, .join(Content.Join(name: "Ravi Kumar", membershipTag: tag)),
            document: founding.id)
        let session = try entry(
            "session", "Entries", raviLog, .session(Content.Session(title: "Maps", lengthMinutes: 30)), after: join,
            parents: [join.id], document: founding.id)
        return (founding, join, session)
    }

    @Test("founding, joining and proposing are these entries")
    func entries() throws {
        let (founding, _, session) = try programme()
        var programme = try Programme(founding: founding, invitation: invitation)
        let said = try Examples("Entries")
        for name in ["session", "join"] { programme.take(try said.entry(name)) }
        #expect(programme.state.sessions.map(\.id) == [session.id])
    }

    @Test("whoever holds them has this frontier and these lines")
    func frontier() throws {
        let said = try Examples("Logs and frontier")
        let (founding, join, session) = try programme()
        var record = Record(gathering: founding.id)
        for run in [try Run([founding], of: founding.id), try Run([join, session], of: founding.id)] {
            record.append(run, isChecked: true)
        }
        #expect(LogTag(ashaLog).number == (try number(said.bytes("tag of asha's log"))))
        #expect(LogTag(raviLog).number == (try number(said.bytes("tag of ravi's log"))))
        #expect(record.frontierHash().bytes.bytes == (try said.bytes("frontier")))
        var prefixes = [[UInt8]](repeating: Array(try said.bytes("empty bucket").prefix(12)), count: 64)
        prefixes[11] = Array(try said.bytes("bucket of asha's log").prefix(12))
        prefixes[22] = Array(try said.bytes("bucket of ravi's log").prefix(12))
        #expect(record.bucketPrefixes() == prefixes)
        let buckets: UInt64 = 1 << 11 | 1 << 22
        let lines = record.lines(of: buckets).map {
            LogLine(log: $0.log.number, height: UInt32($0.height), head: $0.headPrefix, stop: nil)
        }
        let message = Message.record(founding.id.bytes.prefix, .lines(lines, buckets: buckets, takesNewLogs: true))
        #expect(message.encoded() == (try said.bytes("lines")))
    }

    private func number(_ bytes: [UInt8]) throws -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    @Test("edits of a pad are these entries, and make this text in any order")
    func pad() throws {
        let (founding, _, session) = try programme()
        func edit(
            _ name: String, _ log: LogID, after last: Entry?, _ parents: [EntryID], _ edits: [Edit]
        ) throws -> Entry {
            try entry(
                name, "Pad", log, .padEdit(Content.PadEdit(edits)), after: last, parents: parents, document: session.id)
        }
        let one = try edit("one", ashaLog, after: founding, [], [.insert(at: 0, scalars("[]"))])
        let two = try edit("two", ashaLog, after: one, [one.id], [.insert(at: 1, scalars("x"))])
        let changes: [Edit] = [.insert(at: 1, scalars("y")), .delete(at: 0, count: 1)]
        let three = try edit("three", ashaLog, after: two, [two.id], changes)
        let four = try edit("four", raviLog, after: session, [one.id], [.insert(at: 1, scalars("नमस्ते"))])
        let five = try edit("five", otherLog, after: nil, [one.id], [.insert(at: 1, scalars("z"))])
        let text = String(decoding: try Examples("Pad").bytes("text"), as: UTF8.self)
        for order in [[one, two, three, four, five], [five, four, three, two, one], [one, five, two, four, three]] {
            var pad = SharedPad(document: session.id)
            for entry in order {
                pad.take(entry)
                _ = pad.text
            }
            #expect(pad.text == text)
        }
    }

    private func scalars(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
