/// What a simulated venue is like.
package struct SimulationSettings: Hashable, Sendable {
    /// How many people.
    package var attendees: Int
    /// One way through the network, in microseconds.
    package var latencyMicroseconds: ClosedRange<Int64>
    /// Of a thousand messages, how many a crowded Wi-Fi holds up for up to ``hiccupMS``; until the venue calms down.
    package var hiccupsPerMille: Int
    /// Whether DNS-SD works; else people type addresses.
    package var multicast: Bool
    /// How signatures are made.
    package var signatures: Signatures
    /// Whether every message goes through its bytes, as on a real link.
    package var encodesMessages: Bool
    /// Whether frame sizes are added up.
    package var countsBytes: Bool
    /// Whether everybody who takes part in the gathering has a desk.
    package var hasDesks = false
    /// Whether those who listen unseen share gatherings all the same.
    package var sharesUnseen = false
    /// How multicast DNS is simulated, packet by packet; nil where it only takes the time that it was measured to take.
    var multicastModel: MulticastModel?
    /// What is done wrongly on purpose.
    package var bug: PlantedBug?
    /// Who is not invited to the venue's gathering; nil where everybody may join.
    package var outsider: Int?

    /// All fields at once.
    package init(
        attendees: Int, latencyMicroseconds: ClosedRange<Int64> = 200...1000, hiccupsPerMille: Int = 0,
        multicast: Bool = true, signatures: Signatures = .cheap, encodesMessages: Bool = false,
        countsBytes: Bool = false
    ) {
        self.attendees = attendees
        self.latencyMicroseconds = latencyMicroseconds
        self.hiccupsPerMille = hiccupsPerMille
        self.multicast = multicast
        self.signatures = signatures
        self.encodesMessages = encodesMessages
        self.countsBytes = countsBytes
    }

    /// What a simulation of multicast DNS is like.
    struct MulticastModel: Hashable, Sendable {
        /// Of a thousand datagrams, how many each laptop misses.
        var lossPerMille = 0
    }

    /// The longest that one message is held up.
    package static let hiccupMS: Int64 = 3_000
}
