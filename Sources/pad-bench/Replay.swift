import ArgumentParser
import PadTrials

struct Replay: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Replay a published trace, of one person or several; fails unless its text comes out.")

    @Argument(help: "A trace as those of josephg/editing-traces, as JSON, packed by gzip or not.")
    var file: String
    @Option(help: "How often each time is taken; the median counts.") var runs = 5
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        if runs < 1 { throw ValidationError("--runs is at least 1.") }
    }

    func run() throws {
        let replay = try TraceReplay(try GzipFile.read(Trace.self, at: file), runs: runs)
        if json { print(replay.json) } else { replay.lines.forEach { print($0) } }
        if !replay.agrees { throw ExitCode.failure }
    }
}
