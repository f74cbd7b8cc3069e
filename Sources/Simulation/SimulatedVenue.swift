import Cards
package import Gatherings
import Keys
package import Peering
import Wire

/// A venue on a virtual clock: people, laptops, a network and DNS-SD around the very ``Peering/Node`` that the daemon
/// runs. Everything follows from one seed.
///
/// DNS-SD behaves as measured: a registration is probed for 750 to 1,000 ms before anybody hears of it, a newcomer's
/// own browse is answered within 180 ms, a goodbye is heard after a second, a crash is never heard of and haunts the
/// caches.
package struct SimulatedVenue {
    enum Happening {
        case event(host: Int, run: Int, Node.Event)
        case wake(host: Int, run: Int, wake: Int)
        case connect(Dialling, attempt: Int)
        case arrive(SimulatedLink, SimulatedLink.Side, SimulatedLink.Parcel)
        case registered(host: Int, run: Int)
        case unregistered(host: Int, String)
        case seen(by: Int, run: Int, of: Int, ofRun: Int)
        case synced(host: Int, run: Int, StoreToken, changes: Int)
        case syncs(host: Int, run: Int, changes: Int)
        case decides(host: Int, run: Int, Node.Command)
        case works(host: Int, run: Int, EntryID, RecordTask, changes: Int)
        case reads(host: Int, run: Int, SimulatedView.Reading, changes: Int)
    }

    /// A dial under way.
    struct Dialling {
        let host: Int
        let run: Int
        let dial: DialID
        let endpoints: [Endpoint]
        let persona: Persona
    }

    /// What the venue is like.
    package internal(set) var settings: SimulationSettings
    /// The present moment.
    package internal(set) var now = Instant(microseconds: 0)
    /// Names everything that happened.
    package internal(set) var trace = Digest()
    /// How many events nodes have handled.
    package internal(set) var eventCount = 0
    /// When the last connection that a partition interrupted flows again.
    package internal(set) var flowsAgainAt = Instant(microseconds: 0)
    /// What must not have happened in an exchange and did.
    var exchangeComplaints: [String] = []
    /// Which entries are genuine.
    let genuine = GenuineEntries()
    /// The gathering that somebody founded.
    package internal(set) var gathering: EntryID?
    /// What people signed.
    var signed: Set<EntryID> = []
    /// Of that what they were told is saved.
    package internal(set) var acknowledged: Set<EntryID> = []
    var writtenCount = 0
    /// The secret of its invitation, where it is by invitation.
    var secret: [UInt8]?
    /// How entries spread, where that is measured.
    var spread: SpreadLog?
    /// How often somebody was told that a slot is theirs.
    package internal(set) var promisedCount = 0
    /// Who does not keep to the rules.
    var byzantine: Set<Int> = []
    /// Entries of which their author was told that nothing was kept.
    var refused: Set<EntryID> = []
    /// Those of them who leave out what others wrote when they pass it on.
    var strippers: Set<Int> = []
    /// What must not have happened to what people wrote and did.
    var writingComplaints: [String] = []
    /// Where everything is written down, for looking into a seed.
    var journal: Journal?
    var hosts: [SimulatedHost] = []
    var byAddress: [IPAddress: Int] = [:]
    var queue = EventQueue<Happening>()
    var dice: Dice
    /// Multicast DNS, where it is simulated packet by packet; else it has no hosts.
    var multicast: Multicast
    /// Instances that crashed and are still in caches, with their addresses.
    var haunting: [(instance: String, endpoint: Endpoint, until: Instant)] = []
    private var nextLinkID: UInt64 = 1
    private var nextAddress: UInt32 = 0x0A00_0001

    /// An empty room with laptops that are switched off.
    package init(settings: SimulationSettings, seed: UInt64) {
        self.settings = settings
        dice = Dice(seed: seed)
        multicast = Multicast(settings: settings, seed: seed)
        for index in 0..<settings.attendees {
            hosts.append(
                SimulatedHost(
                    index: index, signer: settings.signatures.signer(seed: dice.next()), endpoint: makeEndpoint(),
                    badge: Self.badge("Person \(index)", 0)))
            let card = settings.signatures.card(of: hosts[index].signer, issuedAt: 1)
            hosts[index].disk.ownCards = [OwnCard(face: "work", jws: card)]
            hosts[index].disk.keepsRetracted = settings.bug == .keepsWhatWasTakenBack
            byAddress[hosts[index].endpoint.address] = index
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

    /// Runs until this moment.
    package mutating func run(until moment: Instant) {
        while true {
            if let onAir = multicast.nextTime, onAir <= moment, onAir <= queue.nextTime ?? onAir {
                hearMulticast()
            } else if let next = queue.nextTime, next <= moment, let item = queue.next() {
                now = item.at
                perform(item.happening)
            } else {
                break
            }
        }
        now = max(now, moment)
    }

    /// Hands one event to a node and does what it wants done; what happens because of that comes after.
    mutating func handle(_ event: Node.Event, at index: Int) {
        guard hosts[index].isRunning else { return }
        if hosts[index].isHandling { return hosts[index].pendingEvents.append(event) }
        hosts[index].isHandling = true
        handleNow(event, at: index)
        while !hosts[index].pendingEvents.isEmpty { handleNow(hosts[index].pendingEvents.removeFirst(), at: index) }
        hosts[index].isHandling = false
    }

    private mutating func handleNow(_ event: Node.Event, at index: Int) {
        note(event, at: index)
        let effects = hosts[index].node?.handle(event, at: now) ?? []
        journal?.note(event, effects, at: index, now)
        for effect in effects { perform(effect, at: index) }
    }

    mutating func makeLinkID() -> LinkID {
        defer { nextLinkID += 1 }
        return LinkID(nextLinkID)
    }

    mutating func makeEndpoint() -> Endpoint {
        defer { nextAddress += 1 }
        return Endpoint(address: .v4(nextAddress), port: 22_484)
    }

    /// One way through the network, in microseconds.
    mutating func latency() -> Int64 {
        let usual = Int64.random(in: settings.latencyMicroseconds, using: &dice)
        guard settings.hiccupsPerMille > 0, dice.below(1000) < settings.hiccupsPerMille else { return usual }
        return usual + 1000 * dice.milliseconds(upTo: SimulationSettings.hiccupMS)
    }

    func after(microseconds: Int64) -> Instant { Instant(microseconds: now.microseconds + microseconds) }
}
