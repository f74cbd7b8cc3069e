/// What a simulated venue is like.
package struct SimulationSettings: Hashable, Sendable {
    /// How many people.
    package var attendees: Int
    /// One way through the network, in microseconds.
    package var latencyMicroseconds: ClosedRange<Int64>
    /// How signatures are made.
    package var signatures: Signatures
    /// Whether every message goes through its bytes, as on a real link.
    package var encodesMessages: Bool
    /// Whether frame sizes are added up.
    package var countsBytes: Bool

    /// All fields at once.
    package init(
        attendees: Int, latencyMicroseconds: ClosedRange<Int64> = 200...1000, signatures: Signatures = .cheap,
        encodesMessages: Bool = false, countsBytes: Bool = false
    ) {
        self.attendees = attendees
        self.latencyMicroseconds = latencyMicroseconds
        self.signatures = signatures
        self.encodesMessages = encodesMessages
        self.countsBytes = countsBytes
    }
}
