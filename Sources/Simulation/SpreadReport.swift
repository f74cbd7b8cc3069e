import Glibc

/// Figures of how entries spread, as text, JSON and a picture.
package enum SpreadReport {
    /// What the columns are.
    package static let heading =
        "attendees  links  reliability  redundancy  hops  median ms  p99 ms  max ms  bytes/entry  largest"

    /// One line of the table.
    package static func line(_ spread: Spread) -> String {
        let columns = [
            cell("\(spread.attendees)", 9), cell(text(spread.degree, 1), 5), cell(text(spread.reliability, 4), 11),
            cell(text(spread.redundancy, 3), 10), cell("\(spread.hopsMax)", 4),
            cell(text(spread.latencyMS.median, 1), 9),
            cell(text(spread.latencyMS.p99, 1), 6), cell(text(spread.latencyMS.max, 1), 6),
            cell(text(spread.bytesPerEntry.mean, 0), 11), cell(text(spread.bytesPerEntry.max, 0), 7),
        ]
        var line = columns.joined(separator: "  ")
        if let after = spread.afterCrash {
            line += "\n  after three of ten were switched off: \(text(after.reliability, 4)) by itself, all "
            line += after.allAfterMS.map { "after \($0) ms" } ?? "not within 30 s"
            if after.leftOut > 0 { line += "; \(after.leftOut) had no link left" }
        }
        return line
    }

    /// One JSON object.
    package static func json(_ spread: Spread) -> String {
        var members = [
            "\"attendees\":\(spread.attendees)", "\"links\":\(spread.degree)", "\"reliability\":\(spread.reliability)",
            "\"redundancy\":\(spread.redundancy)", "\"hops\":\(spread.hopsMax)",
            "\"median_ms\":\(spread.latencyMS.median)", "\"p99_ms\":\(spread.latencyMS.p99)",
            "\"max_ms\":\(spread.latencyMS.max)", "\"bytes_per_entry\":\(spread.bytesPerEntry.mean)",
            "\"bytes_per_entry_max\":\(spread.bytesPerEntry.max)",
        ]
        if let after = spread.afterCrash {
            members.append("\"after_crash_reliability\":\(after.reliability)")
            members.append("\"after_crash_all_ms\":\(after.allAfterMS.map { "\($0)" } ?? "null")")
            members.append("\"after_crash_left_out\":\(after.leftOut)")
        }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// Latencies by numbers of attendees, as an SVG picture: bars from the median to the 99th percentile.
    package static func chart(_ spreads: [Spread]) -> String {
        let (width, height, left, bottom) = (640.0, 360.0, 60.0, 300.0)
        let longest = max(spreads.map(\.latencyMS.max).max() ?? 1, 1)
        func y(_ milliseconds: Double) -> Double { bottom - milliseconds / longest * 240 }
        var shapes: [String] = []
        for step in 0...4 {
            let value = longest * Double(step) / 4
            shapes.append(
                "<line x1=\"\(left)\" y1=\"\(y(value))\" x2=\"\(width - 20)\" y2=\"\(y(value))\" stroke=\"#ccc\"/>")
            shapes.append(
                "<text x=\"\(left - 8)\" y=\"\(y(value) + 4)\" text-anchor=\"end\">\(text(value, 1))</text>")
        }
        let space = (width - left - 20) / Double(max(1, spreads.count))
        for (place, spread) in spreads.enumerated() {
            let x = left + space * (Double(place) + 0.5)
            let bars: [(Double, Double, Double, String)] = [
                (0, spread.latencyMS.median, 40, "#2a6f97"),
                (spread.latencyMS.median, spread.latencyMS.p99, 40, "#89c2d9"),
                (spread.latencyMS.p99, spread.latencyMS.max, 4, "#61a5c2"),
            ]
            for (from, to, thickness, colour) in bars {
                shapes.append(
                    "<rect x=\"\(x - thickness / 2)\" y=\"\(y(to))\" width=\"\(thickness)\" "
                        + "height=\"\(max(0, y(from) - y(to)))\" fill=\"\(colour)\"/>")
            }
            shapes.append("<text x=\"\(x)\" y=\"\(bottom + 20)\" text-anchor=\"middle\">\(spread.attendees)</text>")
            shapes.append(
                "<text x=\"\(x)\" y=\"\(bottom + 38)\" text-anchor=\"middle\">\(spread.hopsMax) hops, "
                    + "\(text(spread.bytesPerEntry.mean, 0)) bytes</text>")
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)"
                font-family="sans-serif" font-size="12">
            <rect width="100%" height="100%" fill="white"/>
            <text x="\(left)" y="24" font-size="15">From the writer's disk to all, ms (median, p99, longest)</text>
            \(shapes.joined(separator: "\n"))
            <text x="\(width / 2)" y="\(height - 4)" text-anchor="middle">attendees</text>
            </svg>

            """
    }

    /// Writes a file.
    package static func write(_ text: String, to path: String) throws(SpreadReportError) {
        guard let file = fopen(path, "w") else { throw SpreadReportError(path: path) }
        let isWritten = fputs(text, file) >= 0
        guard fclose(file) == 0, isWritten else { throw SpreadReportError(path: path) }
    }

    private static func cell(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func text(_ value: Double, _ digits: Int) -> String {
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        return digits == 0 ? "\(Int(rounded))" : "\(rounded)"
    }
}

/// The file of a chart cannot be written.
package struct SpreadReportError: Error, CustomStringConvertible {
    let path: String

    /// What to do.
    package var description: String { "\(path) cannot be written: name a file in a folder that is yours." }
}
