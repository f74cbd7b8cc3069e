import Peering
import Wire

/// A TCP connection: order is kept in each direction, and what cannot be delivered across a partition waits until TCP
/// sends it again.
final class SimulatedLink {
    enum Side {
        case dialler
        case acceptor

        var other: Side { self == .dialler ? .acceptor : .dialler }
    }

    enum Parcel {
        case message(Message)
        case end
    }

    struct End {
        let host: Int
        let run: Int
        let id: LinkID
        /// When this end hears that the connection is there.
        let openedAt: Instant
        /// When the last thing sent to this end arrives.
        var lastArrival: Instant
        /// This end still knows of the connection.
        var isOpen = true
        /// What waits to be delivered here until a partition heals.
        var held: [Parcel] = []
        /// Since when something waits.
        var heldSince: Instant?

        init(host: Int, run: Int, id: LinkID, openedAt: Instant) {
            self.host = host
            self.run = run
            self.id = id
            self.openedAt = openedAt
            lastArrival = openedAt
        }
    }

    private var dialler: End
    private var acceptor: End
    /// One of the addresses is no more: nothing gets through.
    var isSevered = false

    init(dialler: End, acceptor: End) {
        self.dialler = dialler
        self.acceptor = acceptor
    }

    subscript(side: Side) -> End {
        get { side == .dialler ? dialler : acceptor }
        _modify {
            if side == .dialler { yield &dialler } else { yield &acceptor }
        }
    }

    /// When TCP sends again what it first sent at `start`: after 200 ms, and then twice as long each time.
    static func retransmission(of start: Instant, after moment: Instant) -> Instant {
        var (next, wait) = (start, Int64(200))
        while next <= moment {
            next = next.advanced(byMS: wait)
            wait *= 2
        }
        return next
    }
}
