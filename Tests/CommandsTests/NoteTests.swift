import ControlAPI
import Display
import Glibc
import Testing

@testable import Commands

@Suite struct NoteTests {
    private func pad(_ parts: (PersonBody, String)...) -> PadBody {
        PadBody(
            session: Programmes.id("1a"), title: "Maps", text: parts.map(\.1).joined(), version: [],
            spans: parts.map { SpanBody(author: $0.0, length: $0.1.unicodeScalars.count) })
    }

    @Test("A text keeps its lines, wrapped and indented on a terminal") func plain() {
        #expect(
            PadLines.plain("# Maps\n\nnamaste all\n", width: 10).map(\.text) == [
                "  # Maps", "  ", "  namaste", "  all",
            ])
        #expect(PadLines.plain("a\r\nb\u{1B}", width: 40).map(\.text) == ["  aU+000D", "  bU+001B"])
        let long = String(repeating: "abcd ", count: 1_000)
        #expect(PadLines.plain(long, width: 42).map(\.text).joined().filter { $0 == "a" }.count == 1_000)
    }

    @Test("Authors stand before each line, in the order in which they wrote in it") func authors() {
        let pad = pad(
            (Programmes.asha, "one\ntw"), (Programmes.ravi, "o"), (Programmes.asha, "\n\n"), (Programmes.ravi, "\n"),
            (Programmes.asha, ""), (Programmes.ravi, "नमस्ते"))
        #expect(
            PadLines.withAuthors(pad, width: nil).map(\.text) == [
                "aaaa-2222\tone", "aaaa-2222,bbbb-3333\ttwo", "aaaa-2222\t", "bbbb-3333\t", "bbbb-3333\tनमस्ते",
            ])
        #expect(
            PadLines.withAuthors(pad, width: 80).map(\.text).prefix(2) == [
                "  aaaa-2222            one", "  aaaa-2222,bbbb-3333  two",
            ])
        #expect(PadLines.legend(pad).text == "aaaa-2222 is Asha Rao, bbbb-3333 is Ravi Kumar.")
        let short = PadBody(session: "", title: "", text: "a\nb\n", version: [], spans: [])
        #expect(PadLines.withAuthors(short, width: nil).map(\.text) == ["\ta", "\tb"])
    }

    @Test("The end of the last line that an editor adds is no change") func changed() {
        #expect(!NoteEdit.isChanged(from: "a", to: "a"))
        #expect(!NoteEdit.isChanged(from: "a", to: "a\n"))
        #expect(!NoteEdit.isChanged(from: "", to: "\n"))
        #expect(NoteEdit.isChanged(from: "a\n", to: "a\n\n"))
        #expect(NoteEdit.isChanged(from: "a\n", to: "a"))
        #expect(NoteEdit.isChanged(from: "Zo\u{E9}", to: "Zoe\u{301}"))
    }

    @Test("A file to edit has the suffix that tells editors its language, and is for its owner alone") func file()
        throws
    {
        for suffix in [".md", ".toml"] {
            let file = try EditedFile("नमस्ते\n", suffix: suffix)
            #expect(file.path.hasSuffix(suffix))
            #expect(try file.text() == "नमस्ते\n")
            var status = stat()
            #expect(stat(file.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
            file.remove()
            #expect(stat(file.path, &status) != 0)
        }
    }

    @Test("Lists of notes and of edits are lines of columns") func lists() {
        let summary = PadSummaryBody(
            session: Programmes.id("1a1a1a1a"), title: "Maps", characters: 12,
            authors: [Programmes.asha, Programmes.nobody], changed: nil)
        #expect(
            Listing.lines(NoteList.columns, [NoteList.cells(summary)], width: nil).map(\.text)
                == ["1a1a1a1a\tMaps\t12\tAsha Rao, cccc-4444\t"])
        var edit = PadEditBody(
            id: Programmes.id("2b2b2b2b"), author: Programmes.ravi, created: "then", inserted: 7, deleted: 2,
            excerpt: "tea\nat four", isRetracted: false)
        #expect(
            Listing.lines(NoteLog.columns, [NoteLog.cells(edit)], width: nil).map(\.text)
                == ["2b2b2b2b\tRavi Kumar bbbb-3333\tthen\t+7 -2\tteaU+000Aat four"])
        edit.isRetracted = true
        #expect(NoteLog.cells(edit).last?.text == "(taken back)")
    }

    @Test("Whoever syncs sees how far each of the others is, and whether their own words are safe") func sync() {
        var sync = SyncBody(
            gathering: Programmes.id("9a"), entries: 1_204, copies: 0,
            peers: [
                SyncPeerBody(person: Programmes.ravi, state: .behind, behind: 3),
                SyncPeerBody(person: Programmes.asha, state: .hasAll, behind: 0),
                SyncPeerBody(person: Programmes.nobody, state: .notCompared, behind: 0),
            ], latest: Programmes.id("4d4d4d4d"))
        #expect(
            Listing.lines(SyncTable.columns, SyncTable.rows(sync), width: 80).map(\.text) == [
                "  NAME        TAG        STATE", "              cccc-4444  not compared yet",
                "  Asha Rao    aaaa-2222  has all", "  Ravi Kumar  bbbb-3333  behind by 3",
            ])
        #expect(
            SyncTable.summary(sync).map(\.text) == [
                "1204 entries here.",
                "Your latest entry is 4d4d4d4d. It is on this laptop only: keep it open until somebody else has a copy.",
            ])
        sync.peers[1].refused = 7
        sync.refusedLogs = 1
        #expect(SyncTable.state(sync.peers[1]).text == "has all but 7, which it refuses")
        #expect(SyncTable.summary(sync).last?.text.contains("1 log of theirs is not taken further here") == true)
        sync.refusedLogs = 0
        let picture = SyncTable.picture("BarCamp", sync, columns: 80, rows: 6).map(\.text)
        #expect(picture.count == 6 && picture[3] == "  … and 2 more")
        (sync.peers, sync.latest) = ([], nil)
        #expect(SyncTable.summary(sync).map(\.text)[1] == "You have written nothing yet.")
        #expect(SyncTable.summary(sync).last?.text.contains("`baithak nearby`") == true)
    }
}
