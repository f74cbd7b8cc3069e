package import Cards
package import Keys

/// What the configuration decides about a node.
package struct NodeSettings: Hashable, Sendable {
    /// The interval of heartbeats in a small venue, in milliseconds; 1,000 to 600,000.
    package var beatMS: Int64
    /// Links at one time.
    package var linksMax: Int

    /// The defaults are those of ``PeeringLimits``.
    package init(beatMS: Int64 = PeeringLimits.beatMS, linksMax: Int = PeeringLimits.linksMax) {
        self.beatMS = beatMS
        self.linksMax = linksMax
    }
}

/// What a node kept from its last run.
package struct Restored: Sendable {
    /// Our own badge.
    package var badge: Badge
    /// Whether others may see us.
    package var visible: Bool
    /// What the attendees we know are to us; strangers may be left out.
    package var standings: [PublicKey: Standing]

    /// All fields at once.
    package init(badge: Badge, visible: Bool = true, standings: [PublicKey: Standing] = [:]) {
        self.badge = badge
        self.visible = visible
        self.standings = standings
    }
}
