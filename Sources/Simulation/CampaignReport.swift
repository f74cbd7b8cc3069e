/// What came of many runs, as lines for whoever looks.
package struct CampaignReport: Sendable {
    /// What did not hold, of the first twenty; then the sums.
    package private(set) var lines: [String] = []
    /// Runs in which something did not hold.
    package private(set) var failures = 0

    /// - Parameter traces: tell the trace of each run.
    package init(_ verdicts: [Verdict], traces: Bool) {
        var (events, all, receipts, entries) = (0, Digest(), 0, 0)
        for verdict in verdicts {
            receipts += verdict.receipts
            entries += verdict.entries
            events += verdict.events
            all.add(verdict.trace)
            if traces {
                lines.append(
                    "seed \(verdict.seed) trace \(String(verdict.trace, radix: 16)) events \(verdict.events)")
            }
            if verdict.complaints.isEmpty { continue }
            failures += 1
            guard failures <= 20 else { continue }
            lines.append("seed \(verdict.seed): \(verdict.complaints.prefix(4).joined(separator: "; "))")
        }
        if entries > 0 { lines.append("\(entries) entries saved") }
        if receipts > 0 { lines.append("\(receipts) receipts") }
        lines.append(
            "\(verdicts.count) seeds, \(events) events, \(failures) failed, trace \(String(all.value, radix: 16))")
    }
}
