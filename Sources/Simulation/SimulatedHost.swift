import Cards
import Gatherings
import Keys
import Peering
import Wire

/// One laptop: its person's identity and disk, and while it runs a node.
struct SimulatedHost {
    let index: Int
    /// What its run is called on the network.
    private(set) var instance = ""
    let signer: any Signer
    var endpoint: Endpoint
    /// What the disk keeps.
    var badge: Badge
    var visible = true
    /// What it keeps of exchanges.
    var disk = SimulatedDisk()
    /// To whom the person has said yes, and since then nothing else.
    var consents: Set<PublicKey> = []
    /// At whose addresses the person typed, kept in the configuration.
    var typed: [Int] = []
    /// nil while the program does not run.
    var node: Node?
    /// Whether there is a node: asked often, and looking at the node itself copies it.
    var isRunning = false
    /// Counts starts: what was meant for an earlier run is ignored.
    var run = 0 {
        didSet { instance = "baithak-\(index)-\(run)" }
    }
    /// How far its wall clock is off.
    var clockSkewMS: Int64 = 0
    /// Hosts reach each other within one group only.
    var group = 0
    /// Answers at all, if only with a reset.
    var hasPower = true
    /// The lid is closed: nothing happens until it opens.
    var isAsleep = false
    /// What came, or was due, while it slept.
    var missed: [SimulatedVenue.Happening] = []
    /// Advertised and accepting.
    var listens = false
    /// DNS-SD shows it: probing has ended.
    var registered = false
    /// The instances that DNS-SD showed to this run.
    var found: Set<String> = []
    /// When the work for records that was begun is done.
    var workUntil = Instant(microseconds: 0)
    /// Counts wakes asked for: only the last one counts.
    var wakes = 0
    /// The gathering as its person sees it; nil while they take no part, or the program does not run.
    var view: SimulatedView?
    /// What they signed last.
    var lastWritten: Entry?
    /// What was shown over a link to whoever was not invited.
    var overheard: [LinkID: [[UInt8]]] = [:]
    /// What waits until what the node wants done after another event is done.
    var pendingEvents: [Node.Event] = []
    var isHandling = false
    /// The connections that this run knows of, and which side of each it is.
    var links: [LinkID: (link: SimulatedLink, side: SimulatedLink.Side)] = [:]
    /// Bytes of frames sent and received, for traffic figures.
    var bytes = 0

    var isAwake: Bool { isRunning && !isAsleep }
    /// Whether the person may be expected to be seen.
    var isPresent: Bool { isAwake && visible }
    /// In the order in which they were made.
    var linkIDs: [LinkID] { links.keys.sorted() }
}
