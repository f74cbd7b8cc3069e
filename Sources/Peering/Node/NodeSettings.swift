package import Cards
package import Gatherings
package import Keys

/// What the configuration decides about a node.
package struct NodeSettings: Hashable, Sendable {
    /// The interval of heartbeats in a small venue, in milliseconds; 1,000 to 600,000.
    package var beatMS: Int64
    /// Links at one time.
    package var linksMax: Int
    /// How many short codes there are; only tests give fewer than ``Keys/ShortCode/codesCount``.
    package var codes: UInt64
    /// Whether whoever listens unseen takes part in gatherings all the same; only a simulation of entries alone does.
    package var sharesUnseen = false

    /// The defaults are those of ``PeeringLimits``.
    package init(
        beatMS: Int64 = PeeringLimits.beatMS, linksMax: Int = PeeringLimits.linksMax,
        codes: UInt64 = ShortCode.codesCount
    ) {
        self.beatMS = beatMS
        self.linksMax = linksMax
        self.codes = codes
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
    /// Trades that are not finished.
    package var trades: [Trade]
    /// The latest receipts, at most ``ExchangeLimits/receiptsMax``, oldest first.
    package var receipts: [Receipt]
    /// Our own cards, one for each face.
    package var ownCards: [OwnCard]
    /// What was exchanged with whom.
    package var contacts: [PublicKey: HeldCards]
    /// Gatherings that we take part in.
    package var gatherings: [RestoredRecord] = []
    /// Invitations to gatherings of which we have met nobody yet.
    package var invitations: [Invitation] = []
    /// Slots that we asked for at desks, in the order in which we did.
    package var deskRequests: [DeskRequest] = []
    /// Bookings at our own desks, in the order in which they came.
    package var deskBookings: [DeskBooking] = []

    /// All fields at once.
    package init(
        badge: Badge, visible: Bool = true, standings: [PublicKey: Standing] = [:], trades: [Trade] = [],
        receipts: [Receipt] = [], ownCards: [OwnCard] = [], contacts: [PublicKey: HeldCards] = [:]
    ) {
        self.badge = badge
        self.visible = visible
        self.standings = standings
        self.trades = trades
        self.receipts = receipts
        self.ownCards = ownCards
        self.contacts = contacts
    }
}
