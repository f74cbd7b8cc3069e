import Cards
import ControlAPI
import ControlServer
import Discovery
import Gatherings
import Keys
import Logging
import NIOCore
import Peering
import Storage
import Transport
import Wire

/// The one actor around the node: takes what happens, asks the node, does what it wants. It holds no decision of the
/// protocol and never waits between reading and writing the node.
///
/// It runs on the event loop of the links, so a message goes from the socket through the node without a queue, and a
/// busy node stops reading.
actor NodeShell {
    let loop: any EventLoop
    let settingsPath: String
    var settings: Settings
    let signer: any Signer
    let store: Store
    let discovery: (any PeerDiscovery)?
    let hub = EventHub()
    let notifier: DesktopNotifier
    var logger: Logger
    let clock = MonotonicClock()
    var node: Node
    private(set) var transport: Transport?
    private var pendingEvents: [Node.Event] = []
    private var isHandling = false
    private var wake: Scheduled<Void>?
    var port: Int?
    var isListening = false
    let instance: String
    /// The gatherings by which others find us too, by the first four bytes of their ids.
    var toAdvertise: [UInt32] = []
    /// Which addresses of this machine others are told, as of the last change of its network.
    var network: AddressChoice
    var otherVersions = OtherVersions()
    /// When a notification last told of a stranger who asks.
    var strangersNoticeAt: Instant?
    private var watch: NetworkWatch?
    private var isLookingSoon = false
    var discoveryState = DiscoveryState.starting
    var links = 0
    /// The presence that was logged last, for each attendee of the roster.
    var presences: [PublicKey: Presence] = [:]
    /// Changes that are not written yet; repeats of one attendee are one.
    var changes: [WaitingChange] = []
    /// The number of the next change.
    var nextChange = 0
    /// The numbers of those that take effect only once they are on the disk, and are withdrawn if it fails.
    var tentative: Set<Int> = []
    /// Who waits until everything so far is written.
    var waits: [StoreWait] = []
    /// The gatherings that we take or took part in.
    var views: [EntryID: GatheringView]
    /// Those of them that are by the rules of another version, and have no view.
    var unread: [EntryID: UnreadGathering]
    /// Our own entries, and foundings, that somebody waits for: they are on the disk when that ends, or are withdrawn.
    var awaited: Set<EntryID> = []
    /// What the last command to write an entry, or to found a gathering, led to.
    var lastWritten: Entry?
    var lastFounded: Entry?
    /// Checks of entries that were begun and not answered.
    var checksUnderWay = 0
    /// Work under way for what came over each link.
    var jobs: [LinkID: Int] = [:]
    /// What records want read and checked.
    let recordWork = RecordWork()
    /// How what somebody saves differs from what they opened.
    let differences = DifferenceWork()
    /// What is being saved to pads.
    var padSaves: [PadSave: Task<Result<PadSavedBody, Problem>, Never>] = [:]
    /// Our own cards, one for each face.
    var faces: [OwnCard]
    /// The names of our contacts.
    var names = KnownNames()
    /// What was told last of an exchange, for each attendee of the roster.
    var exchangeStages: [PublicKey: ExchangeStage] = [:]
    /// What is being written now.
    var lastWrite: Task<StorageError?, Never>?
    var storageProblem: String?
    /// Why writing failed the last time, also when that is over.
    var lastFailure: StorageError?
    var listenProblem: String?
    var peerWaiters: [String: [PeerWaiter]] = [:]
    var unresolved: [PeerAddress] = []
    var isStopping = false
    /// Gets an element when the owner asks the daemon to end.
    let stopRequests = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(
        loop: any EventLoop, settings: Settings, settingsPath: String, signer: any Signer, stored: Stored, badge: Badge,
        store: Store, discovery: (any PeerDiscovery)?, notifier: DesktopNotifier, logger: Logger
    ) {
        self.loop = loop
        self.settings = settings
        self.settingsPath = settingsPath
        self.signer = signer
        self.store = store
        self.discovery = discovery
        self.notifier = notifier
        self.logger = logger
        instance = "baithak-" + InstanceTag.random()
        var standings: [PublicKey: Peering.Standing] = [:]
        for attendee in stored.attendees where attendee.standing != .stranger {
            standings[attendee.key] = attendee.standing
        }
        views = Self.views(of: stored.gatherings)
        unread = Self.unread(of: stored.gatherings)
        faces = stored.ownCards
        for contact in stored.contacts { names.set(contact.name, of: contact.key) }
        let contacts = stored.contacts.map { contact in
            (contact.key, HeldCards(given: contact.given, held: contact.cards.map(\.edition)))
        }
        network = Self.lookAtNetwork(settings, port: nil) ?? AddressChoice(among: [], names: [], port: 0)
        var restored = Restored(
            badge: badge, visible: stored.visible, standings: standings, trades: stored.trades,
            receipts: stored.receipts, ownCards: stored.ownCards,
            contacts: Dictionary(contacts, uniquingKeysWith: { first, _ in first }))
        restored.gatherings = stored.gatherings.joined
        restored.invitations = stored.gatherings.invitations
        restored.deskRequests = stored.gatherings.deskRequests
        restored.deskBookings = stored.gatherings.deskBookings
        node = Node(
            signer: signer, verifier: SealVerifier(), restored: restored,
            settings: NodeSettings(beatMS: Int64(settings.beatSeconds) * 1000, linksMax: settings.linksMax),
            startWallMS: UInt64(max(0, WallClock.nowMS)), seed: Entropy.seed(), at: clock.now)
    }

    /// Opens the port, unless we are hidden, and starts the node.
    ///
    /// - Throws: ``TransportError``, ``KeyError``.
    func start() async throws {
        recordWork.start()
        // Before anybody asks for a slot.
        for id in node.gatherings { lookAtDesks(in: id) }
        // Joined with a version that could not read it, or just before an end.
        for id in node.gatherings where views[id]?.programme.name(of: signer.publicKey) == nil { sayJoined(id) }
        transport = try Transport(signer: signer, loop: loop, delegate: self)
        if node.isVisible { try await listen() }
        if discovery != nil { handle(.advertised(instance: instance)) }
        handle(.started(listening: []))
        watch = NetworkWatch { [weak self] in
            guard let self else { return }
            loop.execute { self.assumeIsolated { $0.lookAtNetworkSoon() } }
        }
        if watch == nil { logger.warning("the kernel does not tell of changes of the network: they are noticed late") }
        lookAtNetwork()
        let pauseMS = watch == nil ? DaemonLimits.addressesMS : DaemonLimits.addressesWatchedMS
        repeatTask(everyMS: pauseMS) { $0.lookAtNetwork() }
        repeatTask(everyMS: DaemonLimits.lookupAgainMS) { shell in Task { await shell.lookUpUnresolved() } }
        unresolved = settings.peers
        await lookUpUnresolved()
    }

    /// Hands an event to the node, and does what it wants; events that come of that wait for their turn.
    func handle(_ event: Node.Event) {
        pendingEvents.append(event)
        guard !isHandling else { return }
        isHandling = true
        defer { isHandling = false }
        while !pendingEvents.isEmpty {
            let next = pendingEvents.removeFirst()
            for effect in node.handle(next, at: clock.now) { perform(effect) }
        }
    }

    func scheduleWake(at moment: Instant) {
        wake?.cancel()
        let delay = max(0, moment.microseconds - clock.now.microseconds)
        wake = loop.scheduleTask(in: .microseconds(delay)) { [weak self] in
            guard let self else { return }
            assumeIsolated { $0.handle(.timerFired) }
        }
    }

    func cancelWake() { wake?.cancel() }

    private func repeatTask(everyMS: Int64, _ body: @escaping @Sendable (isolated NodeShell) -> Void) {
        loop.scheduleRepeatedTask(initialDelay: .milliseconds(everyMS), delay: .milliseconds(everyMS)) {
            [weak self] task in
            guard let self else { return task.cancel() }
            assumeIsolated(body)
        }
    }

    /// One change of a network is many events.
    private func lookAtNetworkSoon() {
        guard !isLookingSoon else { return }
        isLookingSoon = true
        loop.scheduleTask(in: .milliseconds(DaemonLimits.networkSettlesMS)) { [weak self] in
            self?.assumeIsolated { shell in
                shell.isLookingSoon = false
                shell.lookAtNetwork()
            }
        }
    }

    /// Tells the node which addresses this machine has now.
    func lookAtNetwork() {
        guard !isStopping, let choice = Self.lookAtNetwork(settings, port: isListening ? port : nil) else { return }
        if choice.connected != network.connected { discovery?.networkChanged() }
        let before = venue
        network = choice
        if venue != before { hub.publish(.venue(venue)) }
        handle(.addresses(choice.own, connected: choice.connected, networks: choice.networks))
        if isListening { handle(.listening(choice.told.map(\.endpoint))) }
    }

    private static func lookAtNetwork(_ settings: Settings, port: Int?) -> AddressChoice? {
        NetworkInterface.all().map { interfaces in
            AddressChoice(among: interfaces, names: settings.interfaces, port: port.map { UInt16($0) } ?? 0)
        }
    }

    /// What others told to a shell that is alive; answers prove to the watchdog that the loop turns.
    func isAlive() -> Bool { true }
}

/// Four random base32 characters for an instance name, new at each start.
enum InstanceTag {
    static func random() -> String {
        let alphabet = [UInt8]("abcdefghijklmnopqrstuvwxyz234567".utf8)
        return String(decoding: Entropy.bytes(4).map { alphabet[Int($0 & 31)] }, as: UTF8.self)
    }
}
