/// The bounds of discovery, each with its reason. Times are in milliseconds.
package enum DiscoveryLimits {
    /// Events that wait for their consumer: a whole table found and found again.
    package static let eventsMax = 1024
    /// Events kept back while the stream is full; the oldest is forgotten beyond.
    package static let keptBackMax = 1024
    /// Instances in the table; Avahi's own cache ends at about 680 peers.
    package static let candidatesMax = 1_024
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
    /// Wishes for addresses that wait for the worker.
    package static let resolvesMax = 512
    /// Our own names that are filtered out: this run's renames.
    package static let ownNamesMax = 16
    /// The TXT record we announce; names and digits need a fifth of it.
    package static let txtBytesMax = 100
    /// A TXT record of somebody else that is looked into: what fits one packet.
    package static let txtBytesReadMax = 1300
    /// Subtypes of one registration. With each of them Avahi adds an entry to a group that may have 32, and a record of
    /// some 25 bytes to every announcement, which is one packet so far; and more than a profile names say nothing. The
    /// sample comes on top.
    package static let subtypesMax = 8
    /// Instances with which a browse stays open; beyond, Avahi is only looked at: see `Browsing`.
    static let browsedMax = 16
    /// Instances with which it is opened.
    static let browsedAgain = 8
    /// Instances up to which a look at everybody surely shows all in its time: Avahi tells of 500 within 63 ms.
    static let judgedMax = 128
    /// Looks in which an instance was missing before it is lost: a busy Avahi may tell too late.
    package static let missedLooksMax = 2
    /// Names tried before a taken one counts as a failure.
    package static let renamesMax = 8

    /// What Avahi knows already is answered within a few. It sends a question to the network only after 100, or with
    /// another that is due before, and not at all if nobody waits for the answer any more (its `query-sched.c`): what
    /// ends before mostly costs the network nothing.
    package static let cacheMS: Int64 = 80
    /// The first look: Avahi would ask a second time after 1,100, when those who start together are all announced.
    static let firstLookMS: Int64 = 900
    /// A later look that asks: the question goes out after 100, and is answered within 120.
    static let askingLookMS: Int64 = 500
    /// The first pause between looks once the room has settled, doubling up to the last.
    static let lookFirstMS: Int64 = 500
    /// See `lookFirstMS`. Whoever comes later finds others by themselves.
    static let lookLastMS: Int64 = 16_000
    /// While Avahi is busy, so many samples are found empty before everybody is looked at.
    static let emptySamplesMax = 3
    /// With so many links the roster tells who is here, and looking is left to those who have none.
    static let linksInstead = 2
    /// So long after the first look it is known whether many start together,
    static let roomSettlesMS: Int64 = 5_000
    /// and until then a pause is as long as this.
    static let unsettledPauseMS: Int64 = 800
    /// The pause between looks that ask, at least: announcements are lost now and then.
    static let askPauseMS: Int64 = 30_000
    /// The same for each instance: the whole room together asks every two seconds.
    static let askPausePerInstanceMS: Int64 = 2_000
    /// A host that is there answers a question within 200; Avahi would ask again after 1,000 and 3,000.
    package static let resolveMS: Int64 = 1_500
    /// An address query never ends by itself; an answer that took longer is asked for again.
    package static let addressMS: Int64 = 2_000
    /// After the first address the others come within milliseconds if they are cached; see `cacheMS`.
    package static let settleMS: Int64 = 60
    /// The same while others wait.
    static let settleBusyMS: Int64 = 30
    /// A lookup without progress for so long gives its place to one that waits: a host that is there answers within
    /// 200, and a venue may be full of ghosts.
    static let patienceMS: Int64 = 300
    /// An absent Avahi is tried again after this, doubling up to the last.
    static let backoffFirstMS: Int64 = 500
    /// See `backoffFirstMS`. Asking an absent Avahi takes four milliseconds.
    static let backoffLastMS: Int64 = 10_000
    /// An Avahi that served for so long is not failing over and over: the pauses start again from the first.
    static let servedMS: Int64 = 1_000
    /// A registration that is not confirmed so long after the call returned never will be: probing takes most of a
    /// second, and two when the name is taken. In a room that is too busy for this, doubling up to the last.
    static let registeredMS: Int64 = 5_000
    /// See `registeredMS`.
    static let registeredLastMS: Int64 = 40_000
    /// The index of the loopback interface: in every network namespace of Linux the first.
    static let loopback: UInt32 = 1
    /// Instances that a browse that stays has not shown after this are lost.
    static let returnMS: Int64 = 5_000
    /// A call that lasts longer means that Avahi hangs: they take 1 to 6 milliseconds.
    static let hangMS: Int64 = 2_000
    /// A call that lasts so long means that Avahi is busy.
    static let busyMS: Int64 = 15
    /// A busy Avahi is left alone for so many times as long as the call took.
    static let pausePerCall: Int64 = 10
    /// But not for longer than this, because people wait.
    static let pauseMaxMS: Int64 = 1_000
    /// What it knows may come later than usual by so many times as long as the call took.
    static let delayPerCall: Int64 = 10
    /// The D-Bus library gives a call up after this.
    static let busCallMS: Int64 = 25_000
    /// Pause between probes of an Avahi that has nothing to say.
    static let probeMS: Int64 = 20_000
    /// Pause before events that were kept back are offered again.
    static let flushMS: Int64 = 250
}
