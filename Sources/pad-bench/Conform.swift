import ArgumentParser
import PadTrials

struct Conform: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Merge small published histories, and compare their texts; fails unless all agree.")

    @Argument(help: "Histories as those of eg-walker-reference's testdata, as JSON, packed by gzip or not.")
    var file: String
    @Option(help: "In how many random causal orders each is merged, beside its own.") var orders = 20
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let conformance = Conformance(try GzipFile.read([History].self, at: file), orders: orders)
        if json {
            let first = conformance.first.map { "{\"history\": \($0.history), \"seed\": \($0.seed)}" } ?? "null"
            print(
                """
                {"histories": \(conformance.histories), "agreeing": \(conformance.agreeing), \
                "orders": \(orders + 1), "first": \(first)}
                """)
        } else {
            print(
                "\(conformance.agreeing) of \(conformance.histories) histories agree, each in \(orders + 1) orders.")
            if let first = conformance.first {
                print("History \(first.history), order \(first.seed): \(first.got.debugDescription)")
                print("instead of \(first.expected.debugDescription)")
            }
        }
        if conformance.first != nil { throw ExitCode.failure }
    }
}
