import Testing

@testable import Discovery

struct AvahiPaceTests {
    @Test("An Avahi that answers quickly is called as often as needed")
    func quick() {
        var pace = AvahiPace()
        pace.called(tookMS: DiscoveryLimits.busyMS - 1, at: 1_000)
        #expect(pace.notBeforeMS <= 1_000)
    }

    @Test("A busy one is left alone for longer the busier it is, up to a bound")
    func busy() {
        var pace = AvahiPace()
        pace.called(tookMS: 30, at: 1_000)
        #expect(pace.notBeforeMS == 1_000 + 30 * DiscoveryLimits.pausePerCall)
        pace.called(tookMS: 5_000, at: 10_000)
        #expect(pace.notBeforeMS == 10_000 + DiscoveryLimits.pauseMaxMS)
    }
}
