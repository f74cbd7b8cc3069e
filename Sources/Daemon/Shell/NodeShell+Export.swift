import ControlAPI
import ControlServer
import Gatherings
import Keys

/// A gathering as open files that people take home.
extension NodeShell {
    func export(_ id: String) async throws(Problem) -> ExportBody {
        let id = try entryID(id, "gathering")
        let hidden = blocked(in: id)
        guard let state = views[id]?.programme.state.hiding(hidden) else { throw notShown(id) }
        var files = [
            ExportFileBody(path: "programme.ics", text: ICalendar.text(of: state, utc: WallClock.utc)),
            ExportFileBody(path: "programme.json", text: ProgrammeJSON.text(of: state)),
        ]
        var names: Set<String> = []
        for session in state.sessions {
            let (text, spans) = try await look(session.id, in: id) {
                ($0.text(hiding: hidden), $0.spans(hiding: hidden))
            }
            guard !text.isEmpty else { continue }
            let name = FileName.of(
                session.title, session.id, fallback: "session", extension: "md", apartFrom: names)
            names.insert(name)
            files.append(
                ExportFileBody(
                    path: "notes/" + name,
                    text: NotesMarkdown.text(session: session.id, in: state, text: text, spans: spans)))
        }
        return ExportBody(files: files)
    }
}
