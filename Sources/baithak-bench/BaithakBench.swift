import Glibc
import Keys
import RecordTrials
import Storage

/// Figures of single parts, as JSON lines on standard output. `make bench` shows them beside those of whole venues.
/// With `--keep FILE DOCUMENTS` puts a gathering of 100,000 entries into a daemon's database instead.
@main
struct BaithakBench {
    static func main() {
        do {
            try Sodium.start()
            let arguments = CommandLine.arguments
            if arguments.count == 4, arguments[1] == "--keep", let documents = Int(arguments[3]) {
                return try keep(arguments[2], documents: documents)
            }
            try print(HandshakeFigure.measure().json)
            try print(CardsFigure.measure().json)
            for figure in try EntriesFigure.measure() { print(figure.json) }
            try print(FrontierFigure.measure().json)
            for figure in try RecordFigures.measure() { print(figure.json) }
            for figure in try SealingFigure.measure() { print(figure.json) }
        } catch {
            print("The figures could not be taken: \(error)")
            exit(1)
        }
    }

    private static func keep(_ path: String, documents: Int) throws {
        let store = try Store(path: path)
        try KeptRecord(logs: 100, height: 1_000, documents: documents).write(to: store)
        try store.close()
    }
}
