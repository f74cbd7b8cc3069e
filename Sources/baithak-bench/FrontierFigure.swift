import Gatherings
import Keys

/// What one side needs to see that it holds the same as the other, with a million entries in a thousand logs: after an
/// entry came in, so that not everything is remembered.
enum FrontierFigure {
    static func measure(logs count: Int = 1_000, height: Int = 1_000, runs: Int = 501) throws -> Figure {
        let first = try OneLog(entries: 1, key: try SigningKey.generate(), number: 1, contentBytes: 9)
        var record = Record(gathering: first.gathering)
        // Of each log only the frontier counts, so a short one stands for a long one.
        let logs = try (0..<count).map { _ in LogID(author: try SigningKey.generate().publicKey, number: 1) }
        for log in logs { record.restore(log, Log(height: height, head: first.gathering, checkedHeight: height)) }
        _ = record.frontierHash()
        var times: [Double] = []
        for run in 0..<runs {
            let log = Log(height: height + 1 + run, head: first.gathering, checkedHeight: height)
            record.restore(logs[run % count], log)
            times.append(CPUTime.nanoseconds { _ = record.frontierHash() } / 1e6)
        }
        return Figure(
            name: "comparing equal records of 1,000 logs, CPU of a side", value: median(times), unit: "ms",
            peer: "published for negentropy in C++, not measured here", peerValue: 0.15, target: 0.2)
    }
}
