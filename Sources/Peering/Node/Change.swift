package import Cards
package import Gatherings
package import Keys
package import Wire

/// Something that must survive a restart. Storage writes it down; the shell adds the wall-clock time.
package enum Change: Hashable, Sendable {
    /// Our own badge is now this.
    case badge(Badge)
    /// Others may, or may not, see us.
    case visibility(Bool)
    /// An attendee was seen under this name; repeats move the last-seen time on.
    case seen(PublicKey, name: String)
    /// An attendee is this to us from now on.
    case standing(PublicKey, Standing)
    /// A trade is as far as this; replaces what was kept of it.
    case trade(Trade)
    /// A trade came to nothing.
    case tradeDropped(ExchangeID)
    /// We hold somebody's card: they are a contact, or a verified one.
    case contact(Meeting)
    /// A contact showed the code of their key, under this name.
    case verified(PublicKey, name: String)
    /// A trade is done: nothing is kept of it but this.
    case receipt(Receipt)
    /// A contact sent a newer edition of a card: a JWS, verbatim; the older is kept as history.
    case cardUpdated(PublicKey, CardEdition, [UInt8])
    /// Our card of a face is this from now on.
    case ownCard(OwnCard)
    /// We have no card of this face any more.
    case ownCardRemoved(face: String)
    /// What we wrote about a contact, for ourselves alone.
    case note(PublicKey, String)
    /// We take part in the gathering that this entry founded. It is kept from the first moment on: what is its entry's
    /// place in a log may come later.
    case gathering(Entry, Membership)
    /// We take no part in it any more; what we hold is kept.
    case gatheringLeft(EntryID)
    /// We were invited to a gathering, and have met nobody yet who takes part.
    case invitation(Invitation)
    /// From this database we write this log of a gathering.
    case ownLog(EntryID, UInt64)
    /// Entries that follow those that are kept of their log.
    case entries(EntryID, Run)
    /// What entries say that are kept without it, unless their authors took it back.
    case contents(EntryID, [Entry])
    /// A log ends where its author signed two entries.
    case fork(EntryID, ForkProof)
    /// What became of a slot that we asked for; replaces what was kept of it.
    case deskRequest(DeskRequest)
    /// Nothing is kept of a request of ours.
    case deskRequestDropped(BookingID)
    /// What a booking at a desk of ours is; replaces what was kept of it.
    case deskBooking(DeskBooking)
    /// Nothing is kept of a booking at a desk of ours.
    case deskBookingDropped(BookingID)
    /// A contact holds this edition of a card of ours, named by its face and the hash of its bytes.
    case cardGiven(PublicKey, face: String, hash: [UInt8])
}
