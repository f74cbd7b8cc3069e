/// Every bound and interval of the protocol, with its reason.
package enum PeeringLimits {
    // Presence.

    /// The interval of heartbeats in a small venue: two missed ones are noticed within a minute.
    package static let beatMS: Int64 = 20_000
    /// The interval is at least this for each attendee present. A beat costs a node about 450 bytes (once in, once out,
    /// announced over the other links), so that presence takes under 8 kB/s at 1,000 attendees, even of those with the
    /// most links; the simulation counts it.
    package static let beatMSPerAttendee: Int64 = 75
    /// Beats missed before somebody is quiet.
    package static let quietBeats: Int64 = 2
    /// Beats missed before somebody is gone.
    package static let goneBeats: Int64 = 4
    /// What a beat may take on its way through the overlay, on top of its interval.
    package static let beatGraceMS: Int64 = 2_000
    /// How long somebody who left is still shown.
    package static let rememberGoneMS: Int64 = 15 * 60_000
    /// How long a goodbye is still announced to those who may have missed it.
    package static let announceGoodbyeMS: Int64 = 60_000
    /// With no more attendees our intervals reckon: the largest gathering we design for.
    package static let crowdMax = 1_024
    /// So many more of what one neighbour brings count for our intervals than all others brought: those who come in by
    /// one link are often a few hundred, and they take no interval beyond the usual one.
    package static let crowdOfOne = 256
    /// Attendees kept at one time: four times the largest gathering we design for; a flood of made-up keys ends here.
    package static let attendeesMax = 4_096
    /// After a search of a full roster found nobody who would make room for one more of whoever brought most, the next
    /// of theirs is refused without one for so long: they may come by the thousand.
    package static let fullRosterMS: Int64 = 100
    /// Signature checks under way at one time.
    package static let checksMax = 4_096

    // Finding.

    /// Changes of the gatherings that DNS-SD names are collected for so long: each is a new registration, for which
    /// Avahi probes most of a second and sends a dozen packets.
    package static let advertiseMS: Int64 = 1_000

    // Links.

    /// Links at one time, unless the configuration says otherwise: each is a descriptor and some buffers.
    package static let linksMax = 64
    /// Of those, links that others dialled from one address: a machine has one or two, and whoever has a thousand keys
    /// takes no more from the rest.
    package static let linksPerAddressMax = 8
    /// Links that only we can open, at most a quarter: whoever fills the others cannot keep us from dialling.
    package static let linksReserved = 16
    /// The links that others dialled first are never given up for newer ones: a room that knows itself stays together.
    static let oldestKept = 8
    /// An address at which nobody authenticated is dialled once in so long, whoever names it and however often: a third
    /// machine that a stranger names hears of each node no more than that.
    package static let knockMS: Int64 = 500
    /// Such an address that DNS-SD shows may be dialled so often first: whoever has just come may not answer at once.
    static let knocksAtOnce: Int64 = 4
    /// Such addresses that are remembered; at four dials a second of eight addresses no more are needed.
    static let knocksMax = 1_024
    /// Addresses and networks where somebody authenticated, the newest.
    static let provenMax = 1_024
    /// With so many attendees or fewer, everybody links with everybody.
    package static let meshMax = 12
    /// Links wanted in a larger venue: enough that a random graph of a thousand stays connected when a quarter leave.
    package static let linksWanted = 6
    /// Links kept in a large venue: whoever is found first, or whose address everybody types, passes the rest on to
    /// others instead of carrying their traffic.
    package static let linksKept = 7
    /// In a large venue, links wanted with others of each gathering: at random, so that those who take part are
    /// connected with each other however few they are among how many.
    static let gatheringLinksWanted = 3
    /// So many links of a gathering are not given up for being too many: those wanted, and as many again of those who
    /// wanted us.
    static let gatheringLinksKept = 6
    /// Links kept for gatherings beyond ``linksKept``: whoever is in many shares what they have.
    static let gatheringLinksMax = 16
    /// For a gathering by invitation, people tried at one time.
    static let triedAtOnce = 4
    /// Whoever was tried in vain is tried again after this time: they may have been invited meanwhile.
    static let tryAgainMS: Int64 = 600_000
    /// How old a link is before it may be one too many: its other side has learnt by then whom else to dial.
    package static let shedAfterMS: Int64 = 3_000
    /// Links of somebody who listens without being seen.
    package static let listenerLinksWanted = 3
    /// A connection that began so long after another link of the same pair was open is no crossing dial: the other side
    /// has lost the first. What began the one and what opened the other may have been under way meanwhile, until TCP
    /// tries again after a second.
    package static let crossingMS: Int64 = 1_000
    /// A link that was silent for so long is asked whether it lives.
    package static let pingAfterMS: Int64 = 10_000
    /// A link that was silent for so long is closed: two pings went unanswered by a Wi-Fi that retries for seconds.
    package static let silentAfterMS: Int64 = 25_000
    /// How often a node with too many links looks whether it may close one.
    package static let linkCheckMS: Int64 = 1_000

    // Dialling.

    /// Sightings kept as prospects, the same bound as discovery's table.
    package static let sightingsMax = 1_024
    /// Resolves at once, and links with which none is urgent: a random graph in which everybody dials two is connected
    /// but for a few, who are dialled by others or go on; all others come by gossip, with their addresses.
    static let resolvesAtOnce: Int64 = 2
    /// Of instances that appear together, each is resolved after a random time up to this, so that not everybody
    /// begins with the same ones; gossip names most of them before.
    static let resolveSpreadMS: Int64 = 500
    /// An instance is looked for so often in what was heard before the network is asked: where all start at once,
    /// DNS-SD shows many before they have finished probing for their names, and nobody would answer.
    static let resolvesUnasked = 3
    /// The same while there is no link at all: what was announced more than two minutes ago is heard no more.
    static let resolvesUnaskedAlone = 1
    /// The time between questions to the network, of any instances, doubling while nobody is found.
    static let askMS: Int64 = 1_000
    /// The longest such time.
    static let askMaxMS: Int64 = 16_000
    /// The time between resolves while there is no link at all: a venue may be full of ghosts, which stay in the caches
    /// of multicast DNS for 75 minutes.
    static let resolveAloneMS: Int64 = 500
    /// The time between resolves otherwise, at least.
    static let resolveMS: Int64 = 1_000
    /// The time between resolves for each attendee present: the whole room together asks four times a second, at some
    /// six packets each.
    static let resolveMSPerAttendee: Int64 = 250
    /// An instance without an address is asked for again after this, doubling. Avahi may tell of a newcomer up to 750
    /// before it answers for it: it still probes.
    static let resolveAgainMS: Int64 = 500
    /// The longest such time.
    static let resolveAgainMaxMS: Int64 = 60_000
    /// How often an instance that somebody claims is resolved all the same, to see who it is: at least so rarely.
    static let checkClaimsMS: Int64 = 10_000
    /// The same for each attendee present: one a second in the whole room.
    static let checkClaimsMSPerAttendee: Int64 = 1_000
    /// Addresses typed by hand.
    package static let manualPeersMax = 32
    /// Dials a second in the long run: a flood of false sightings makes us no source of a flood.
    package static let dialsPerSecond: Int64 = 4
    /// Attendees of whom somebody hears whom there is no room for: a few are enough to find the rest, and they fit in
    /// one frame.
    static let handedOver = 8
    /// A link that the other side closes sooner was of no use: they are full, or hide.
    static let shortLinkMS: Int64 = 1_000
    /// Dials at once after a quiet time, so that an arrival in a small venue links with everybody immediately.
    package static let dialsBurst: Int64 = 16
    /// With more prospects than this they are looked over at intervals instead of at every event.
    package static let prospectsSmall = 32
    /// That interval: nobody notices it, and a crowd that arrives at once costs little.
    package static let lookOverMS: Int64 = 50
    /// Dials under way at one time.
    package static let dialsUnderWayMax = 16
    /// The first wait after a dial that failed; it doubles.
    package static let redialFirstMS: Int64 = 500
    /// The longest wait: with the last second of a dial that comes too early and a slow handshake, whoever comes back
    /// into reach is linked within five seconds.
    package static let redialMaxMS: Int64 = 2_500
    /// The longest wait in a large venue for somebody whom nobody hears: all others dial them too.
    package static let redialCrowdMaxMS: Int64 = 60_000
    /// The wait after a link was lost, jittered, so that both sides do not dial at the same moment.
    package static let relinkMS: Int64 = 300
    /// In a large venue, how long a sighting may stay unknown to gossip before it is dialled all the same, because it
    /// may belong to an overlay of its own.
    package static let strangerAfterMS: Int64 = 2_000

    // Gossip.

    /// Of one author one beat is passed on in so long: the shortest interval there is, so whoever beats faster costs
    /// the room no more.
    package static let passOnMS: Int64 = 1_000
    /// Announcements are collected for so long.
    package static let announceMS: Int64 = 200
    /// In a large venue, announcements of beats that bring no news are collected for the beat interval divided by this:
    /// on the way through a venue of a thousand they wait four or five times.
    package static let collectionsPerBeat: Int64 = 40
    /// An announced beat that has not come by itself within this time is asked for.
    package static let graftMS: Int64 = 300
    /// After asking one link for a beat, the next is asked after so long.
    package static let askAgainMS: Int64 = 1_000
    /// Links remembered as holders of one missing beat: all that a large venue leaves us, and one more.
    package static let holdersMax = linksKept + 1
    /// Missing beats, or logs, remembered that one link was the first to announce: the largest gathering we design for.
    /// Of all that 64 links may invent some ten megabytes are kept, for a few seconds.
    package static let missingPerLinkMax = 1_024
    /// How often everything held is announced to one link, to mend what the tree missed; it grows with the beat's
    /// interval.
    package static let mendMS: Int64 = 10_000
    /// In a large venue it is told once each beat interval, in so many parts.
    package static let mendParts = 8
}
