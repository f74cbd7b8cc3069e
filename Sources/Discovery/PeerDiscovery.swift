/// Finds other nodes on the local network and lets them find us. Every call returns at once; what comes of it arrives
/// as an event. What discovery says is a hint about where to dial, never about who is there.
package protocol PeerDiscovery: Sendable {
    /// What happens, for one consumer. At most `DiscoveryLimits.eventsMax` events wait in it; when it is full, the
    /// newest event of each instance is kept back and delivered as soon as there is room.
    var events: AsyncStream<DiscoveryEvent> { get }

    /// Starts to look for others and never stops by itself. Call it before `advertise`: whoever arrives finds faster
    /// than it is found.
    func browse()

    /// Lets others find `port` under `instance`, in place of what was advertised before. The name must satisfy
    /// `ServiceNames.isInstance`; it may be taken, so only the event `registered` tells the final one. Whoever looks
    /// for one of the `subtypes`, of which there may be `DiscoveryLimits.subtypesMax`, finds it too; each must satisfy
    /// `ServiceNames.isSubtype`.
    func advertise(instance: String, port: UInt16, subtypes: [String])

    /// Says goodbye to the network; others see it after about a second.
    func withdraw()

    /// Asks for the addresses of an instance that was sighted, also if some are known: `found` or `unresolved` tells
    /// what came of it, unless it is lost meanwhile. Unless it `asks`, only what Avahi heard before is taken, as of
    /// everybody who was announced since it began; a question is heard by everybody on the network.
    func resolve(instance: String, asks: Bool)

    /// So many others are linked. They tell who is here, so that the network is looked at less often.
    func linked(_ count: Int)

    /// This machine is on another network, where others may be: they are asked for.
    func networkChanged()

    /// Ends `events` at once and frees everything as soon as the system allows.
    func stop()
}
