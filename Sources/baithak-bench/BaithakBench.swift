import Glibc
import Keys

/// Figures of single parts, as JSON lines on standard output. `make bench` shows them beside those of whole venues.
@main
struct BaithakBench {
    static func main() {
        do {
            try Sodium.start()
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
}
