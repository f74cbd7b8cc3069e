/// How long to leave Avahi alone after a call, in milliseconds on the worker's clock. A pure value.
///
/// A call comes back when Avahi has dealt with all that came before it, so that it tells how busy it is. A busy Avahi
/// sends a question before it looks whether anybody still waits for the answer, and each question keeps the Avahi of
/// everybody in the room busy: without this a room that starts together talks itself to a standstill.
package struct AvahiPace: Sendable {
    /// When the next lookup or look may begin.
    private(set) var notBeforeMS: Int64 = 0

    /// Avahi was not busy so far.
    package init() {}

    /// How much later than usual the answer may come from what Avahi knows, after a call that took so long. Its
    /// question is on the network by then, so that one waits rather than asks again.
    static func delayMS(tookMS: Int64) -> Int64 {
        tookMS < DiscoveryLimits.busyMS ? 0 : min(tookMS * DiscoveryLimits.delayPerCall, DiscoveryLimits.pauseMaxMS)
    }

    /// A call came back at `nowMS`, after `tookMS`.
    mutating func called(tookMS: Int64, at nowMS: Int64) {
        guard tookMS >= DiscoveryLimits.busyMS else { return }
        let pauseMS = min(tookMS * DiscoveryLimits.pausePerCall, DiscoveryLimits.pauseMaxMS)
        notBeforeMS = max(notBeforeMS, nowMS + pauseMS)
    }
}
