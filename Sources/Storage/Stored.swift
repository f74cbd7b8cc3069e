package import Cards
package import Gatherings
package import Peering

/// What the database knew when the daemon started.
package struct Stored: Hashable, Sendable {
    /// Our own badge, nil until one was entered.
    package var badge: Badge?
    /// Whether others may see us; true until a person hides.
    package var visible: Bool
    /// Everybody we remember, in the order of their keys; at most ``StorageLimits/attendeesMax``.
    package var attendees: [KnownAttendee]
    /// Our own cards, one for each face.
    package var ownCards: [OwnCard] = []
    /// Trades that are not finished.
    package var trades: [Trade] = []
    /// The latest receipts, at most ``Peering/ExchangeLimits/receiptsMax``, oldest first.
    package var receipts: [Receipt] = []
    /// Everybody whose card we hold, in the order of their keys.
    package var contacts: [Contact] = []
    /// What is kept of gatherings.
    package var gatherings = StoredGatherings()

    /// All fields at once.
    package init(badge: Badge? = nil, visible: Bool = true, attendees: [KnownAttendee] = []) {
        self.badge = badge
        self.visible = visible
        self.attendees = attendees
    }
}

/// What the database knew of gatherings when the daemon started.
package struct StoredGatherings: Hashable, Sendable {
    /// Those that we take part in, in the order in which we joined.
    package var joined: [RestoredRecord] = []
    /// Those that we left.
    package var left: [RestoredRecord] = []
    /// The founding entries of those of an earlier release, whose rules this one does not know: they stay as they are.
    package var older: [Entry] = []
    /// Invitations to gatherings of which we have met nobody yet.
    package var invitations: [Invitation] = []
    /// The entries of each gathering's programme, in the order in which they came.
    package var programmes: [EntryID: [Entry]] = [:]
    /// Slots that we asked for at desks, in the order in which we did.
    package var deskRequests: [DeskRequest] = []
    /// Bookings at our own desks, in the order in which they came.
    package var deskBookings: [DeskBooking] = []

    /// Nothing.
    package init() {}
}
