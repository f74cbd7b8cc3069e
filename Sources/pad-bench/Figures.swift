import ArgumentParser
import PadTrials

struct Figures: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take the figures of pads on the published traces, as JSON lines. `make bench-pads` shows them.")

    @Argument(help: "The folder that has traces/seph-blog1.json.gz and traces/friendsforever.json.gz.")
    var folder: String

    func run() throws { try PadFigures(folder: folder).take { print($0.json) } }
}
