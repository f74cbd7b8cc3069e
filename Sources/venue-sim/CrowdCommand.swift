import ArgumentParser
import Simulation

struct CrowdCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crowd", abstract: "Everybody switches on at once; tells how soon all see all, and the traffic.")

    @Option(help: "How many people.") var attendees = 200
    @Option(help: "The seed.") var seed: UInt64 = 1
    @Option(help: "Count traffic for so many virtual seconds after settling.") var quiet: Int64 = 0
    @Flag(help: "All take part in one gathering, too.") var gathering = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let crowd = Crowd(attendees: attendees, seed: seed, quietMS: quiet * 1000, gathers: gathering)
        let seen = crowd.allSeeAllMS.map { "\($0)" }
        if json {
            print(
                """
                {"attendees":\(crowd.attendees),"all_see_all_ms":\(seen ?? "null"),\
                "bytes_per_second_mean":\(crowd.bytesPerSecondMean),\
                "bytes_per_second_max":\(crowd.bytesPerSecondMax),\
                "links_mean":\(crowd.linksMean),"links_max":\(crowd.linksRange.upperBound),"beat_ms":\(crowd.beatMS),\
                "events":\(crowd.events)}
                """)
        } else {
            print("\(crowd.attendees) attendees: all see all after \(seen ?? "too many") virtual ms")
            print("links of one: \(crowd.linksMean) on average, \(crowd.linksRange.upperBound) at most")
            print("beats every \(crowd.beatMS) ms; \(crowd.events) events")
            if quiet > 0 {
                print("bytes/s of one: \(crowd.bytesPerSecondMean) on average, \(crowd.bytesPerSecondMax) at most")
            }
        }
        for complaint in crowd.complaints { print(complaint) }
        if !crowd.complaints.isEmpty { throw ExitCode.failure }
    }
}
