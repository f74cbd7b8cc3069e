import ArgumentParser
import Simulation

struct CrowdCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "crowd", abstract: "A room switches on; tells how soon all see all, the traffic, and the airtime.")

    @Option(help: "How many people.") var attendees = 200
    @Option(help: "The seed.") var seed: UInt64 = 1
    @Option(help: "Count traffic for so many virtual seconds after settling.") var quiet: Int64 = 0
    @Flag(help: "All take part in one gathering, too.") var gathering = false
    @Flag(help: "That gathering is by invitation, and the last is not invited.") var invites = false
    @Flag(help: "There is no multicast, and all know the address of the first.") var oneAddress = false
    @OptionGroup var circumstances: CrowdOptions
    @Flag(help: "Tell also of everything that happened to every node, and what it wanted done.") var events = false
    @Flag(help: "Print one JSON object.") var json = false

    func run() throws {
        let crowd = Crowd(
            attendees: attendees, seed: seed, quietMS: quiet * 1000, gathers: gathering || invites, invites: invites,
            oneAddress: oneAddress, circumstances: circumstances.chosen, journal: events ? { print($0) } : nil)
        for line in json ? [CrowdReport.json(crowd)] : CrowdReport.lines(crowd) { print(line) }
        if !crowd.complaints.isEmpty { throw ExitCode.failure }
    }
}
