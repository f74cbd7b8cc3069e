package import Peering
package import Wire

/// Who hears what happens on the links. All calls come on Transport's event loop, in order, and must return soon: while
/// one runs, nothing is read, which is what bounds the work that others can cause.
package protocol TransportDelegate: AnyObject, Sendable {
    /// A link is open and its other side authenticated.
    func linkOpened(_ link: OpenedLink)
    /// A message came.
    func received(_ message: Message, over link: LinkID)
    /// A link is closed, whoever closed it; `reason` is for logs.
    func linkClosed(_ link: LinkID, reason: String)
    /// No address of a dial led to a link; `reason` is for logs.
    func dialFailed(_ dial: DialID, _ failure: DialFailure, reason: String)
    /// Somebody at this address speaks another version of the protocol, as they say in the clear: anybody can.
    func metVersion(_ version: Int, at address: IPAddress)
}
