import Cards
import Keys
import Peering
import Wire

/// One laptop: its person's identity and disk, and while it runs a node.
struct SimulatedHost {
    let index: Int
    let signer: any Signer
    let endpoint: Endpoint
    /// What the disk keeps.
    var badge: Badge
    var visible = true
    /// How far this laptop's wall clock is off, in milliseconds; changes with every start.
    var clockSkewMS: Int64 = 0
    /// nil while the program does not run.
    var node: Node?
    /// Counts starts: what was meant for an earlier run is ignored.
    var run = 0
    /// Hosts reach each other within one group only.
    var group = 0
    /// Advertised and accepting.
    var listens = false
    /// Since when DNS-SD shows it, nil before probing has ended.
    var registered = false
    /// Counts wakes asked for: only the last one counts.
    var wakes = 0
    /// Bytes of frames sent and received, for traffic figures.
    var bytesSent = 0
    var bytesReceived = 0

    var isRunning: Bool { node != nil }
    var instance: String { "baithak-\(index)-\(run)" }
}

/// One end of a link in the simulated network.
struct SimulatedEnd: Hashable {
    let host: Int
    let run: Int
    let id: LinkID
}

/// A TCP connection: order is kept in each direction, and what cannot be delivered across a partition waits.
struct SimulatedLink {
    let ends: (SimulatedEnd, SimulatedEnd)
    /// When the last thing sent to each end arrives.
    var lastArrival: (Instant, Instant)
    /// Which ends still know of it.
    var open = (true, true)
    /// What waits for each end until a partition heals.
    var held: (waiting: [Parcel], other: [Parcel]) = ([], [])

    enum Parcel {
        case message(Message)
        case end
    }
}
