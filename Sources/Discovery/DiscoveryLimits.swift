/// The bounds of discovery, each with its reason. Times are in milliseconds.
package enum DiscoveryLimits {
    /// Events that wait for their consumer: a whole table found and found again.
    package static let eventsMax = 1024
    /// Events kept back while the stream is full; the oldest is forgotten beyond.
    package static let keptBackMax = 1024
    /// Candidates in the table; Avahi's own cache ends at about 800 peers.
    package static let candidatesMax = 512
    /// Interfaces on which one candidate is followed.
    package static let interfacesMax = 8
    /// Instances that run through resolve and address queries at once. Each holds at most two handles, each handle is a
    /// connection to the bus, and Avahi's library wakes every handle when any connection comes or goes: with 32, 300
    /// candidates took eight seconds. A user has 254 of them for all programs together.
    package static let lookupsMax = 12
    /// Handles open at once: two for each lookup, browse, register, the probe, and as many waiting to be freed.
    package static let handlesMax = 54
    /// Descriptors that one handle takes: Avahi's library makes a socket pair, a thread's pipe and a connection.
    static let descriptorsPerHandle = 5
    /// Wishes for fresh addresses that wait for the worker.
    package static let refreshesMax = 512
    /// Our own names that are filtered out: this run's renames.
    package static let ownNamesMax = 16
    /// The TXT record we announce; names and digits need a fifth of it.
    package static let txtBytesMax = 100
    /// A TXT record of somebody else that is looked into: what fits one packet.
    package static let txtBytesReadMax = 1300
    /// Subtypes of one registration. With each of them Avahi adds an entry to a group that may have 32, and a record of
    /// some 25 bytes to every announcement, which is one packet so far; and more than a profile names say nothing.
    package static let subtypesMax = 8
    /// Names tried before a taken one counts as a failure.
    package static let renamesMax = 8

    /// Avahi gives a resolve up after 5,000; a little later it is lost.
    static let resolveMS: Int64 = 6_000
    /// An address query never ends by itself; an answer that took longer is asked for again.
    static let addressMS: Int64 = 2_000
    /// After the first address the others come within milliseconds if they are cached, or with the next packet.
    static let settleMS: Int64 = 500
    /// The same while others wait.
    static let settleBusyMS: Int64 = 30
    /// A lookup without progress for so long gives its place to one that waits: a host that is there answers within
    /// 200, and a venue may be full of ghosts.
    static let patienceMS: Int64 = 300
    /// A candidate that did not answer is asked again after this, doubling up to the last. Avahi may tell of a newcomer
    /// up to 750 before it answers for it: it still probes.
    static let retryFirstMS: Int64 = 500
    /// See `retryFirstMS`; ghosts stay in mDNS caches for 75 minutes.
    static let retryLastMS: Int64 = 60_000
    /// An absent Avahi is tried again after this, doubling up to the last.
    static let backoffFirstMS: Int64 = 500
    /// See `backoffFirstMS`.
    static let backoffLastMS: Int64 = 30_000
    /// Candidates not seen again this long after Avahi's return are lost.
    static let returnMS: Int64 = 5_000
    /// A call that lasts longer means that Avahi hangs: they take 1 to 6 milliseconds.
    static let hangMS: Int64 = 2_000
    /// The D-Bus library gives a call up after this.
    static let busCallMS: Int64 = 25_000
    /// Pause between probes of an Avahi that has nothing to say.
    static let probeMS: Int64 = 20_000
    /// Pause before events that were kept back are offered again.
    static let flushMS: Int64 = 250
}
