package import Gatherings
package import Keys
package import Wire

extension Node {
    /// What a node wants done.
    package enum Effect: Hashable, Sendable {
        /// Race these addresses and open a link with the first that answers, as this persona; answer with `linkOpened`
        /// or `dialFailed`.
        case dial(DialID, [Endpoint], as: Persona)
        /// Send a message over a link; a link that is gone is a race and ignored.
        case send(LinkID, Message)
        /// Close a link once what was sent before is out.
        case close(LinkID, CloseReason)
        /// Bring `timerFired` at this moment; replaces the wake asked for before.
        case wake(at: Instant)
        /// Advertise and accept links, or neither.
        case setVisible(Bool)
        /// From now on name these open gatherings where we advertise, by the first four bytes of their ids, ascending.
        case advertise([UInt32])
        /// Look where an instance is, also if it was looked for before: in what DNS-SD has heard, or also by asking
        /// the whole network. Answer with `found` or `unresolved`, unless the instance is lost meanwhile.
        case resolve(instance: String, asks: Bool)
        /// Check the signatures of presences that came over a link, and answer with `checked`.
        case check(LinkID, [SignedPresence])
        /// Read a founding entry that came over a link; answer with `foundingChecked` if it is one and genuine.
        case checkFounding(LinkID, [UInt8])
        /// Do something for the record of a gathering, and answer with `record`.
        case record(EntryID, RecordTask)
        /// Write a change down.
        case persist(Change)
        /// Bring `stored` when everything that was to be written down so far is on the disk.
        case awaitStored(StoreToken)
        /// Tell whoever watches.
        case notify(Notice)
    }

    /// Whether these are words that anybody says who listens: beats, questions for them, and whether a link lives.
    /// Everything else has a name on it, or shows whom somebody knows.
    static func isAnonymous(_ message: Message) -> Bool {
        switch message {
        case .presences, .have, .graft, .pull, .prune, .ping: true
        case .exchange, .cardUpdate, .cardTaken, .gatherings, .record, .desk: false
        }
    }

    /// What those who watch a node may want to know.
    package enum Notice: Hashable, Sendable {
        /// An attendee appeared, or something about them changed; single beats are not told.
        case attendee(AttendeeView)
        /// An attendee is no longer kept.
        case forgotten(PublicKey)
        /// So many links are open now.
        case links(Int)
        /// An address typed by hand led to this attendee.
        case peerReached(label: String, PublicKey)
        /// An address typed by hand led nowhere this time.
        case peerFailed(label: String, DialFailure)
        /// An exchange with this attendee has come so far.
        case exchange(PublicKey, ExchangeStage)
        /// We take part in this gathering now, or no more, or somebody nearby does.
        case gathering(EntryID)
        /// These entries of a gathering count from now on, ours once they are on the disk.
        case entries(EntryID, [Entry])
        /// An entry of ours was signed and goes to the disk.
        case wrote(EntryID, Entry)
        /// A log of this gathering was stopped, and entries of it do not count any more.
        case forked(EntryID)
        /// A slot that we asked for is ours, or is not.
        case deskRequest(DeskRequest)
        /// Somebody booked a slot of ours, or gave it back; it is on the disk.
        case deskBooking(DeskBooking)
        /// The programme is to say this of a desk of ours.
        case deskSlot(EntryID, Content.DeskSlot)
        /// A contact's card was replaced by a newer edition.
        case cardUpdated(PublicKey)
    }
}
