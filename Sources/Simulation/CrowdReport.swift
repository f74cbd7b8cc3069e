/// What came of a crowd, for whoever looks.
package enum CrowdReport {
    /// As lines.
    package static func lines(_ crowd: Crowd) -> [String] {
        let (sees, seen) = (crowd.seesAllMS, text(crowd.allSeeAllMS))
        let half = text(sees.dropFirst(sees.count / 2).first)
        var lines = [
            "\(crowd.attendees) attendees: all see all after \(seen) virtual ms, half of them after \(half)",
            "links of one: \(crowd.linksMean) on average, \(crowd.linksRange.upperBound) at most",
            "beats every \(crowd.beatMS) ms; \(crowd.events) events",
        ]
        if crowd.gathers {
            let (joined, held) = (text(crowd.allJoinedMS), text(crowd.allHoldMS))
            lines.append("all take part after \(joined) virtual ms, and hold all after \(held)")
        }
        if crowd.isQuiet {
            let (mean, most) = (crowd.bytesPerSecondMean, crowd.bytesPerSecondMax)
            lines.append("bytes/s of one: \(mean) on average, \(most) at most")
        }
        return lines + crowd.airtimeLines + crowd.complaints
    }

    /// As one JSON object.
    package static func json(_ crowd: Crowd) -> String {
        let airtime = [
            ("registering", Airtime.registering), ("browsing", Airtime.browsing), ("resolving", Airtime.resolving),
        ].map { "\"airtime_\($0.0)_ms\":\(crowd.coldMS($0.1))" }.joined(separator: ",")
        return """
            {"attendees":\(crowd.attendees),"all_see_all_ms":\(number(crowd.allSeeAllMS)),\
            "all_joined_ms":\(number(crowd.allJoinedMS)),"all_hold_ms":\(number(crowd.allHoldMS)),\
            "bytes_per_second_mean":\(crowd.bytesPerSecondMean),"bytes_per_second_max":\(crowd.bytesPerSecondMax),\
            "links_mean":\(crowd.linksMean),"links_max":\(crowd.linksRange.upperBound),"beat_ms":\(crowd.beatMS),\
            "datagrams_heard":\(crowd.airtime.heard),"datagrams_dropped":\(crowd.airtime.dropped),\(airtime),\
            "events":\(crowd.events)}
            """
    }

    private static func text(_ milliseconds: Int64?) -> String { milliseconds.map { "\($0)" } ?? "too many" }
    private static func number(_ milliseconds: Int64?) -> String { milliseconds.map { "\($0)" } ?? "null" }
}
