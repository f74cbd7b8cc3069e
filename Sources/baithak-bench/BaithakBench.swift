import Glibc
import Keys
import RecordTrials
import Storage

/// Figures of single parts, as JSON lines on standard output. `make bench` shows them beside those of whole venues.
/// With `--keep FILE` puts a gathering with 100,000 entries of notes into a daemon's database instead.
@main
struct BaithakBench {
    static func main() {
        do {
            try Sodium.start()
            let arguments = CommandLine.arguments
            if arguments.count == 3, arguments[1] == "--keep" { return try keep(arguments[2]) }
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

    private static func keep(_ path: String) throws {
        let store = try Store(path: path)
        try KeptRecord(logs: 100, height: 1_000).write(to: store)
        try store.close()
    }
}
