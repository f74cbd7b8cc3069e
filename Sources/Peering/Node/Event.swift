package import Cards
package import Gatherings
package import Keys
package import Wire

extension Node {
    /// What happens to a node.
    package enum Event: Sendable {
        /// The node runs and listens at these addresses of its own.
        case started(listening: [Endpoint])
        /// Others are to be told these addresses of ours, the best first.
        case listening([Endpoint])
        /// This machine's own addresses, told to others or not, with the port at which we listen; those, without a
        /// port, over which a link can live now; and the networks to which it has a way, but for the one to everywhere,
        /// empty if that is unknown.
        case addresses([Endpoint], connected: [Endpoint], networks: [IPNetwork] = [])
        /// The owner wants something.
        case command(Command)
        /// DNS-SD: others see us under this name, or will.
        case advertised(instance: String)
        /// DNS-SD: an instance is announced, at addresses that we do not know yet.
        case sighted(instance: String)
        /// DNS-SD: an instance can be dialled here; told again when its addresses change.
        case found(instance: String, endpoints: [Endpoint])
        /// DNS-SD: an instance was to be resolved, and has no address that is known.
        case unresolved(instance: String)
        /// DNS-SD: an instance is no longer announced. Only a hint: nobody is gone because of it.
        case lost(instance: String)
        /// A link is open and its other side authenticated.
        case linkOpened(OpenedLink)
        /// A message came over a link.
        case received(LinkID, Message)
        /// A link is closed, whoever closed it.
        case linkClosed(LinkID)
        /// A dial led to no link.
        case dialFailed(DialID, DialFailure)
        /// The answer to ``Effect/check(_:_:)``.
        case checked(LinkID, [CheckedPresence])
        /// The answer to ``Effect/checkFounding(_:_:)``, if the entry is one and genuine.
        case foundingChecked(LinkID, Entry)
        /// The answer to ``Effect/record(_:_:)``.
        case record(EntryID, RecordAnswer)
        /// The answer to ``Effect/awaitStored(_:)``.
        case stored(StoreToken)
        /// The moment of the last ``Effect/wake(at:)`` has come.
        case timerFired
    }

    /// What the owner of a node wants.
    package enum Command: Hashable, Sendable {
        /// Show this badge from now on.
        case setBadge(Badge)
        /// Be seen, or listen without being seen.
        case setVisible(Bool)
        /// Link with whoever is at these addresses, which a person typed as `label`; try for ever.
        case addPeer(label: String, endpoints: [Endpoint])
        /// Dial these addresses no more; a link that is open stays.
        case removePeer(label: String)
        /// Ask an attendee to exchange cards, under this name of the exchange; or accept, if they have asked already.
        case exchange(PublicKey, ExchangeOffer, id: ExchangeID)
        /// Accept an attendee's request.
        case accept(PublicKey, ExchangeOffer)
        /// Decline an attendee's request, or give up the exchange under way with them.
        case decline(PublicKey)
        /// The digits are equal.
        case confirm(PublicKey)
        /// The digits differ.
        case reportMismatch(PublicKey)
        /// A contact showed the code of their key, under this name.
        case verify(PublicKey, name: String)
        /// From now on an attendee is this to us.
        case setStanding(PublicKey, Standing)
        /// Our card of a face is this edition now.
        case setCard(OwnCard)
        /// We have no card of this face any more; who holds it keeps what they hold.
        case removeCard(face: String)
        /// Found a gathering, which is by invitation if there is a secret; the draft's document and parents are not
        /// used.
        case foundGathering(EntryDraft, secret: [UInt8]?)
        /// Take part in an open gathering that neighbours take part in.
        case joinGathering(EntryID)
        /// Take part again in a gathering of which we kept what there was.
        case rejoinGathering(RestoredRecord)
        /// Take part in a gathering by invitation as soon as somebody shows that they do.
        case acceptInvitation(Invitation)
        /// Take no part any more.
        case leaveGathering(EntryID)
        /// Write an entry; ``Notice/wrote(_:_:)`` tells which it became.
        case writeEntry(EntryID, EntryDraft)
        /// Write these entries of ours no more, which the disk refused; what else waits behind them is signed anew.
        /// With its founding entry among them there is no such gathering.
        case withdrawEntries(EntryID, Set<EntryID>)
        /// Compare what we hold with every neighbour who takes part.
        case compareRecord(EntryID)
        /// The programme of a gathering says that these are our desks.
        case setDesks(EntryID, [OwnDesk])
        /// Ask for a slot of somebody's desk.
        case bookDesk(DeskRequest)
        /// We want a slot no more that we asked for.
        case giveBackDesk(BookingID)
        /// Take a slot of a desk of ours back, from whoever has it.
        case freeDesk(EntryID, desk: EntryID, Content.SlotTime)
        /// The programme of a gathering has somebody's desk no more.
        case deskIsGone(EntryID, desk: EntryID)
        /// Our owner has looked at what became of a slot that was lost or given back.
        case lookedAtDesk(BookingID)
        /// Beat at this interval in a small venue, in milliseconds.
        case setBeat(milliseconds: Int64)
        /// Say goodbye and close all links; the node takes no more part.
        case stop
    }

    /// A presence whose signature was checked.
    package struct CheckedPresence: Hashable, Sendable {
        /// What was checked.
        package let presence: SignedPresence
        /// The author's key, if it is a valid point and the signature fits; nil otherwise.
        package let author: PublicKey?

        /// Both fields at once.
        package init(presence: SignedPresence, author: PublicKey?) {
            self.presence = presence
            self.author = author
        }
    }
}
