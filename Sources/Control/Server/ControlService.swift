package import ControlAPI

/// What stands behind the control socket: the daemon, or a stand-in in a test.
package protocol ControlService: Sendable {
    /// The daemon about itself.
    func status() async -> Status
    /// Everybody known to be or have been here.
    func nearby() async -> Nearby
    /// Our own badge.
    func badge() async -> BadgeBody
    /// Takes a new badge and returns it as it was taken; throws ``Problem/Kind/badValue`` with what to change.
    func setBadge(_ badge: BadgeBody) async throws(Problem) -> BadgeBody
    /// Shows us to others or hides us.
    func setVisible(_ visible: Bool) async throws(Problem)
    /// Dials an address that a person typed; answers well before ``ControlLimits/dialTimeoutMS``.
    func addPeer(_ address: String) async throws(Problem) -> PeerAnswer
    /// A snapshot, then what changes, until the daemon stops; bounded for each reader. ``EventHub`` makes such streams.
    func events() async -> AsyncStream<Event>
}
