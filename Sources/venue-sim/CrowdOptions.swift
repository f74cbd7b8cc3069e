import ArgumentParser
import Simulation

struct CrowdOptions: ParsableArguments {
    @Option(help: "How many start at once; the others come one by one within --over. All, if not given.")
    var together: Int?
    @Option(help: "Within how many virtual seconds the others come.") var over: Int64 = 60
    @Option(help: "Of a thousand datagrams of multicast, how many each laptop misses.") var loss = 0
    @Option(help: "Look at the airtime for so many virtual seconds after a cold start.") var later: Int64 = 0
    @Flag(help: "Let multicast have all the air it wants, and take as long as it was measured to take among forty.")
    var ideal = false
    @Option(help: "A mistake that is made on purpose.") var bug: PlantedBug?

    var chosen: Crowd.Circumstances {
        var circumstances = Crowd.Circumstances(packets: !ideal)
        (circumstances.together, circumstances.overMS) = (together, over * 1000)
        (circumstances.lossPerMille, circumstances.bug) = (loss, bug)
        circumstances.laterMS = later * 1000
        return circumstances
    }
}
