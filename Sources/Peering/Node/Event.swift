package import Cards
package import Keys
package import Wire

extension Node {
    /// What happens to a node.
    package enum Event: Sendable {
        /// The node runs and listens at these addresses of its own.
        case started(listening: [Endpoint])
        /// Our own addresses are now these.
        case listening([Endpoint])
        /// The owner wants something.
        case command(Command)
        /// DNS-SD: an instance can be dialled here; told again when its addresses change.
        case found(instance: String, endpoints: [Endpoint])
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
