import Cards
import Keys
package import Peering
import Wire

/// A venue on a virtual clock: people, laptops, a network and DNS-SD around the very ``Peering/Node`` that the daemon
/// runs. Everything follows from one seed.
///
/// DNS-SD behaves as measured: a registration is probed for 750 to 1,000 ms before anybody hears of it, a newcomer's
/// own browse is answered within 180 ms, a goodbye is heard after a second, a crash is never heard of. A partition ends
/// as a lost Wi-Fi does: interfaces come back, and everybody is announced anew within 1.6 seconds.
package struct SimulatedVenue {
    enum Happening {
        case event(host: Int, run: Int, Node.Event)
        case wake(host: Int, run: Int, wake: Int)
        case connect(host: Int, run: Int, DialID, [Endpoint], Persona)
        case arrive(link: Int, atSecond: Bool, SimulatedLink.Parcel)
        case registered(host: Int, run: Int)
        case seen(by: Int, run: Int, of: Int, ofRun: Int)
    }

    /// What the venue is like.
    package internal(set) var settings: SimulationSettings
    /// The present moment.
    package internal(set) var now = Instant(microseconds: 0)
    /// Names everything that happened.
    package internal(set) var trace = Digest()
    /// How many events nodes have handled.
    package internal(set) var eventCount = 0
    var hosts: [SimulatedHost] = []
    var links: [SimulatedLink] = []
    var linkIndex: [SimulatedEnd: Int] = [:]
    var queue = EventQueue<Happening>()
    var dice: Dice
    private var nextLinkID: UInt64 = 1

    /// An empty room with laptops that are switched off.
    package init(settings: SimulationSettings, seed: UInt64) {
        self.settings = settings
        dice = Dice(seed: seed)
        for index in 0..<settings.attendees {
            let address = IPAddress.v4(0x0A00_0000 + UInt32(index) + 1)
            hosts.append(
                SimulatedHost(
                    index: index, signer: settings.signatures.signer(seed: dice.next()),
                    endpoint: Endpoint(address: address, port: 22_484), badge: Self.badge("Person \(index)", 0)))
        }
    }

    static func badge(_ name: String, _ edition: Int) -> Badge {
        do {
            return try Badge(
                entering: name, headline: "edition \(edition) of a headline of usual length",
                topics: ["maps", "open-data"], asks: ["a treasurer"], offers: ["QGIS help"])
        } catch {
            preconditionFailure("this badge is within bounds")
        }
    }

    // People.

    /// Switches a laptop on.
    package mutating func start(_ index: Int) {
        guard hosts[index].node == nil else { return }
        hosts[index].run += 1
        hosts[index].clockSkewMS = Int64(dice.below(20)) == 0 ? -3_600_000 : Int64(dice.below(2000)) - 1000
        let wall = 1_790_000_000_000 + now.microseconds / 1000 + hosts[index].clockSkewMS
        hosts[index].node = Node(
            signer: hosts[index].signer,
            restored: Restored(badge: hosts[index].badge, visible: hosts[index].visible),
            startWallMS: UInt64(wall), seed: dice.next(), at: now)
        handle(.started(listening: [hosts[index].endpoint]), at: index)
        browse(from: index)
    }

    /// The person quits: a goodbye, then the links close.
    package mutating func leave(_ index: Int) {
        guard hosts[index].isRunning else { return }
        command(.stop, at: index)
        switchOff(index)
    }

    /// The process is killed: the kernel closes its connections. With `powerless`, not even that happens.
    package mutating func crash(_ index: Int, powerless: Bool) {
        guard hosts[index].isRunning else { return }
        if !powerless {
            for link in links.indices {
                for second in [false, true] where end(link, second).host == index && isOpen(link, second) {
                    send(.end, over: link, toSecond: !second)
                }
            }
        }
        switchOff(index)
    }

    /// The owner of a running laptop wants something.
    package mutating func command(_ command: Node.Command, at index: Int) {
        guard hosts[index].isRunning else { return }
        handle(.command(command), at: index)
    }

    /// Divides the room: hosts reach each other only within a group.
    package mutating func partition(_ groups: [Int]) {
        for index in hosts.indices { hosts[index].group = groups[index] }
    }

    /// Everybody reaches everybody again.
    package mutating func heal() {
        for index in hosts.indices { hosts[index].group = 0 }
        for link in links.indices { release(link) }
        for index in hosts.indices where hosts[index].isRunning { browse(from: index, within: 200...1600) }
    }

    // Time.

    /// Runs until this moment.
    package mutating func run(until moment: Instant) {
        while let next = queue.nextTime, next <= moment, let item = queue.next() {
            now = item.at
            perform(item.happening)
        }
        now = max(now, moment)
    }

    /// Hands one event to a node and does what it wants done.
    mutating func handle(_ event: Node.Event, at index: Int) {
        guard hosts[index].node != nil else { return }
        note(event, at: index)
        let effects = hosts[index].node?.handle(event, at: now) ?? []
        for effect in effects { perform(effect, at: index) }
    }

    private mutating func switchOff(_ index: Int) {
        hosts[index].node = nil
        hosts[index].listens = false
        hosts[index].registered = false
        for (end, link) in linkIndex where end.host == index { close(link, end) }
    }

    mutating func makeLinkID() -> LinkID {
        defer { nextLinkID += 1 }
        return LinkID(nextLinkID)
    }

    func latency(_ dice: inout Dice) -> Int64 { Int64.random(in: settings.latencyMicroseconds, using: &dice) }

    mutating func after(microseconds: Int64) -> Instant { Instant(microseconds: now.microseconds + microseconds) }
}
