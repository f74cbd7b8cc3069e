package import Peering
import Wire

extension SimulatedVenue {
    /// Switches a laptop on; its wall clock is off by a little, by an hour that it has lost, or by years: an empty
    /// battery began it anew, or somebody set it wrong.
    package mutating func start(_ index: Int) {
        guard !hosts[index].isRunning else { return }
        hosts[index].run += 1
        hosts[index].found = []
        if !hosts[index].hasPower {
            hosts[index].hasPower = true
            for other in hosts.indices { release(other) }
        }
        let isBehind = dice.below(10) == 0
        let wrong = Self.wrongClocksMS[(index + hosts[index].run) % Self.wrongClocksMS.count]
        hosts[index].clockSkewMS = isBehind ? wrong : Int64(dice.below(2000)) - 1000
        var restored = Restored(badge: hosts[index].badge, visible: hosts[index].visible)
        hosts[index].disk.restored(into: &restored)
        if settings.bug == .startsWithAnOldRecord {
            restored.gatherings = restored.gatherings.map { $0.older(own: $0.ownLog) }
        }
        var nodeSettings = NodeSettings()
        nodeSettings.sharesUnseen = settings.sharesUnseen
        hosts[index].node = Node(
            signer: hosts[index].signer, verifier: SimulatedVerifier(signatures: settings.signatures),
            restored: restored, settings: nodeSettings,
            startWallMS: wallMS(of: index), seed: dice.next(), at: now)
        hosts[index].isRunning = true
        showKept(at: index)
        if settings.multicast { handle(.advertised(instance: hosts[index].instance), at: index) }
        handle(.started(listening: [hosts[index].endpoint]), at: index)
        for other in hosts[index].typed { type(index, addressOf: other) }
        browse(from: index)
        lookAtDesk(index)
    }

    /// An hour behind, 1970, and ten years ahead.
    private static let wrongClocksMS: [Int64] = [-3_600_000, -startMS, 10 * 365 * 86_400_000]

    /// When every simulation begins, in milliseconds since 1970.
    private static let startMS: Int64 = 1_790_000_000_000

    /// What a laptop's wall clock says.
    func wallMS(of index: Int) -> UInt64 {
        UInt64(max(0, Self.startMS + now.microseconds / 1000 + hosts[index].clockSkewMS))
    }

    /// The person quits: a goodbye, then the links close.
    package mutating func leave(_ index: Int) {
        guard hosts[index].isRunning, !hosts[index].isAsleep else { return }
        command(.stop, at: index)
        for (link, side) in hosts[index].linkIDs.compactMap({ hosts[index].links[$0] }) {
            send(.end, over: link, to: side.other)
        }
        setVisible(false, at: index)
        hosts[index].disk.sync(upTo: hosts[index].disk.written)
        switchOff(index)
    }

    /// The process is killed: the kernel closes its connections. With `powerless`, not even that happens.
    package mutating func crash(_ index: Int, powerless: Bool) {
        guard hosts[index].isRunning else { return }
        if !powerless, !hosts[index].isAsleep {
            for (link, side) in hosts[index].linkIDs.compactMap({ hosts[index].links[$0] }) {
                send(.end, over: link, to: side.other)
            }
        }
        if hosts[index].registered {
            haunting.append((hosts[index].instance, hosts[index].endpoint, now.advanced(byMS: 120_000)))
        }
        hosts[index].disk.crash(dice: &dice)
        switchOff(index)
        hosts[index].hasPower = !powerless
    }

    /// The lid is closed: the laptop neither acts nor answers.
    package mutating func closeLid(_ index: Int) {
        if hosts[index].isRunning { hosts[index].isAsleep = true }
    }

    /// The lid is opened: all that was missed happens now.
    package mutating func openLid(_ index: Int) {
        guard hosts[index].isAsleep else { return }
        hosts[index].isAsleep = false
        let missed = hosts[index].missed
        hosts[index].missed = []
        for happening in missed { queue.add(happening, at: now) }
        announce(index)
    }

    /// The laptop gets another address: its connections are dead and do not know it.
    package mutating func move(_ index: Int) {
        for (link, _) in hosts[index].links.values { link.isSevered = true }
        byAddress[hosts[index].endpoint.address] = nil
        hosts[index].endpoint = makeEndpoint()
        byAddress[hosts[index].endpoint.address] = index
        guard hosts[index].isRunning else { return }
        queue.add(
            .event(host: index, run: hosts[index].run, .listening([hosts[index].endpoint])), at: now)
        for other in hosts.indices { hosts[other].found.remove(hosts[index].instance) }
        announce(index)
    }

    /// A person types somebody's address, now and after every later start.
    package mutating func type(_ index: Int, addressOf other: Int) {
        if !hosts[index].typed.contains(other) { hosts[index].typed.append(other) }
        command(.addPeer(label: "\(other)", endpoints: [hosts[other].endpoint]), at: index)
    }

    /// The owner of a running laptop wants something.
    package mutating func command(_ command: Node.Command, at index: Int) {
        guard hosts[index].isRunning, !hosts[index].isAsleep else { return }
        handle(.command(command), at: index)
    }

    /// Divides the room: hosts reach each other only within a group.
    package mutating func partition(_ groups: [Int]) {
        for index in hosts.indices { hosts[index].group = groups[index] }
        for index in hosts.indices { release(index) }
    }

    /// Everybody reaches everybody again. If the partition was noticed, as a lost Wi-Fi is, DNS-SD drops what it knows
    /// and finds everybody anew within 1.6 seconds; else it finds only those whom it has not found before.
    package mutating func heal(noticed: Bool) {
        partition(hosts.map { _ in 0 })
        for index in hosts.indices where hosts[index].isRunning {
            if noticed {
                for instance in hosts[index].found.sorted() {
                    queue.add(.event(host: index, run: hosts[index].run, .lost(instance: instance)), at: now)
                }
                hosts[index].found = []
            }
            browse(from: index, within: 200...1600)
        }
    }

    /// From now on no message is held up.
    package mutating func calmDown() { settings.hiccupsPerMille = 0 }

    private mutating func switchOff(_ index: Int) {
        if settings.multicastModel != nil { onMulticast { $0.stopBrowsing(index) } }
        hosts[index].node = nil
        hosts[index].view = nil
        hosts[index].overheard = [:]
        hosts[index].isRunning = false
        hosts[index].listens = false
        hosts[index].registered = false
        hosts[index].isAsleep = false
        hosts[index].missed = []
        for (link, side) in hosts[index].links.values { link[side].isOpen = false }
        hosts[index].links = [:]
    }
}
