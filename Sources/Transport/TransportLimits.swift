/// Bounds of connections, each with its reason.
package enum TransportLimits {
    /// From accepting or connecting until the other side is authenticated, in milliseconds: for the whole handshake,
    /// not for a read, so that dripping bytes holds nothing open.
    package static let handshakeMS: Int64 = 5_000
    /// Connections that have not authenticated themselves yet; the oldest makes room for the newest. More than begin in
    /// a second (``handshakesPerSecond``), so that a room that dials one address at once finishes its handshakes also
    /// where answers take a second.
    package static let unauthenticatedMax = 256
    /// Of those, from one address: a person's laptop dials once or twice.
    package static let unauthenticatedPerAddressMax = 8
    /// Handshakes begun a second for all strangers together: at a quarter of a millisecond each, a twentieth of a core.
    package static let handshakesPerSecond: Int64 = 200
    /// Of those for one address, a second in the long run.
    package static let handshakesPerAddressPerSecond: Int64 = 5
    /// Of those for one address at once: a laptop whose Wi-Fi flickers, or a few people behind one address.
    package static let handshakesPerAddressBurst: Int64 = 20
    /// The same for an IPv6 /64, times so many: one machine can use all its addresses, and so does a whole room.
    package static let handshakesPerNetworkFactor: Int64 = 4
    /// When fewer than this are left of ``handshakesPerSecond``, an address gets one handshake in
    /// ``handshakesPressedMS``: then strangers who take turns under a thousand addresses leave room for those who come
    /// once.
    package static let handshakesPressedBelow: Int64 = 100
    /// That pause, in milliseconds: half of what somebody who was refused may have to wait.
    package static let handshakesPressedMS: Int64 = 5_000
    /// Kept beside ``handshakesPerSecond`` for addresses that were linked before: a room that comes back from lunch.
    package static let handshakesKnownPerSecond: Int64 = 50
    /// Addresses that are known to have been linked, the newest.
    package static let addressesKnown = 256
    /// Addresses whose budget is remembered.
    package static let addressesRemembered = 4_096
    /// How long a TCP connection may take, in milliseconds: a lost SYN is sent again after one second and after three.
    package static let connectMS: Int64 = 4_000
    /// The next address of a race starts so long after the one before, in milliseconds (RFC 8305 says 100 to 2,000).
    package static let raceStaggerMS: Int64 = 150
    /// Bytes that wait for a slow receiver before its link is closed: a whole roster of a thousand, twice.
    package static let pendingBytesMax = 1 << 20
    /// How long a link that is being closed may take to send what waits, in milliseconds.
    package static let lingerMS: Int64 = 1_000
    /// A route to more than a /8 leads nowhere in particular: VPNs take all traffic by halves of everything.
    package static let routeBitsMin = 8
    /// The largest table of interfaces, addresses, routes or neighbours that is read, in bytes: ten thousand lines.
    package static let netlinkBytesMax = 1 << 20
    /// Connections that the kernel may hold for us until they are accepted.
    package static let backlog: Int32 = 128
}
