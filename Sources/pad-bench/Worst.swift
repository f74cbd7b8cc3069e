import ArgumentParser
import PadTrials

struct Worst: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Search for histories that cost most to replay for each byte, and tell how the cost grows.")

    @Option(help: "The first seed; the same seed finds the same.") var seed: UInt64 = 1
    @Option(help: "How often the search begins anew.") var starts = 8
    @Option(help: "How many histories are tried each time.") var tries = 200
    @Option(help: "The size that is doubled during the search, in bytes.") var bytes = 24_000
    @Option(help: "The size that is doubled for what was found, in bytes.") var final = 250_000
    @Option(help: "How many of what was found are shown.") var show = 5

    func validate() throws {
        if !(1...1_000 ~= starts) || !(1...100_000 ~= tries) || !(1_000...10_000_000 ~= bytes) {
            throw ValidationError("--starts is from 1 to 1000, --tries to 100000, --bytes from 1000 to 10000000.")
        }
    }

    func run() throws {
        for found in WorstSearch(seed: seed, starts: starts, tries: tries, bytes: bytes).found.prefix(show) {
            found.lines.forEach { print($0) }
            for size in [final, 2 * final] {
                guard let (cost, time) = WorstSearch.measure(found, bytes: size) else { continue }
                print("  \(cost.bytes) bytes: \(cost.steps) steps, \(Int(cost.stepsPerByte)) a byte, \(Int(time)) ms")
            }
            print("  steps grow with the power \((found.exponent * 100).rounded() / 100) of the size")
        }
    }
}
