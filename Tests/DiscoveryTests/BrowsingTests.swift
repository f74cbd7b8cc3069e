import Testing

@testable import Discovery

struct BrowsingTests {
    private let quick: Int64 = 2
    private let slow = DiscoveryLimits.busyMS
    private let next = Sample(number: 5)

    /// Opens and closes what is due until `endMS`, in a room where so many are known; how each browse was meant and
    /// when it was open. Of those looked at, `shown` are shown.
    private func play(
        _ browsing: inout Browsing, from startMS: Int64 = 0, until endMS: Int64, tookMS: Int64, count: Int, shown: Int
    ) -> [(sample: Sample?, openMS: Range<Int64>)] {
        var looks: [(sample: Sample?, openMS: Range<Int64>)] = []
        var nowMS = startMS
        while let dueMS = browsing.dueMS(AvahiPace()), dueMS <= endMS {
            nowMS = max(nowMS, dueMS)
            #expect(browsing.isDue(AvahiPace(), at: nowMS))
            let sample = browsing.sample
            browsing.opened(tookMS: tookMS, count: count, chance: 0.5, at: nowMS)
            guard let closeMS = browsing.dueMS(AvahiPace()) else { break }
            #expect(browsing.isOver(sighted: shown, at: closeMS))
            #expect(!browsing.isOver(sighted: shown, at: closeMS - 1))
            looks.append((sample, nowMS..<closeMS))
            nowMS = closeMS
            browsing.closed(shown: shown, count: count, next: next, chance: 0.5, at: nowMS)
        }
        return looks
    }

    @Test("The first look is at everybody and asks once; the next are too short to ask, and the pauses grow")
    func looks() {
        var browsing = Browsing()
        let looks = play(&browsing, until: 25_000, tookMS: quick, count: 40, shown: 3)
        #expect(looks[0].sample == nil && looks[0].openMS == 0..<900)
        #expect(looks.dropFirst().allSatisfy { $0.openMS.count == 80 })
        let samples = looks.map(\.sample)
        #expect(samples.prefix(8) == [nil, next, next, next, next, next, nil, next], "later also everybody")
        let pauses = zip(looks, looks.dropFirst()).map { $1.openMS.lowerBound - $0.openMS.upperBound }
        #expect(pauses == [800, 800, 800, 800, 800, 500, 1_000, 2_000, 4_000, 8_000])
    }

    @Test("In a large room every daemon asks now and then: together every two seconds, and a sample only")
    func asking() {
        var browsing = Browsing()
        let looks = play(&browsing, until: 600_000, tookMS: quick, count: 50, shown: 3)
        let asking = looks.filter { $0.openMS.count > 100 }
        #expect((5...7).contains(asking.count))
        #expect(asking.dropFirst().allSatisfy { $0.openMS.count == 500 && $0.sample != nil })
    }

    @Test("Where the sample is empty everybody is looked at, at once")
    func emptySample() {
        var browsing = Browsing()
        let looks = play(&browsing, until: 3_000, tookMS: quick, count: 20, shown: 0)
        #expect(looks.map { $0.sample == nil } == [true, false, true, false, true])
        #expect(looks[2].openMS.lowerBound == looks[1].openMS.upperBound)
    }

    @Test("While Avahi is busy a few more samples are tried first, and answers may take longer")
    func busy() {
        var browsing = Browsing()
        let looks = play(&browsing, until: 8_000, tookMS: slow, count: 20, shown: 0)
        #expect(looks.map { $0.sample == nil }.prefix(6) == [true, false, false, false, false, true])
        #expect(looks[1].openMS.count == 80 + 10 * slow)
    }

    @Test("Where few are known after five seconds a browse stays open, until it shows too many")
    func stays() {
        var browsing = Browsing()
        let looks = play(&browsing, until: 60_000, tookMS: quick, count: DiscoveryLimits.browsedAgain, shown: 2)
        #expect(browsing.stays && browsing.sample == nil)
        #expect((looks.last?.openMS.upperBound ?? 0) < 7_000)
        #expect(browsing.dueMS(AvahiPace()) == nil)
        #expect(!browsing.isOver(sighted: DiscoveryLimits.browsedMax, at: 90_000))
        #expect(browsing.isOver(sighted: DiscoveryLimits.browsedMax + 1, at: 90_000))
        browsing.linked(1, chance: 0.5, at: 80_000)
        browsing.linked(0, chance: 0.5, at: 85_000)
        browsing.closed(shown: 17, count: 17, next: next, chance: 0.5, at: 90_000)
        #expect(!browsing.stays)
        #expect(browsing.dueMS(AvahiPace()) == 90_500)
    }

    @Test("Whoever has links looks seldom; whoever lost all looks at everybody at once, and asks")
    func links() {
        var browsing = Browsing()
        _ = play(&browsing, until: 1_000, tookMS: quick, count: 40, shown: 3)
        browsing.linked(1, chance: 0.5, at: 1_000)
        #expect(browsing.dueMS(AvahiPace()) == 1_700)
        browsing.linked(2, chance: 0.5, at: 1_000)
        #expect(browsing.dueMS(AvahiPace()) == 17_000)
        browsing.linked(1, chance: 0.5, at: 2_000)
        #expect(browsing.dueMS(AvahiPace()) == 17_000)
        browsing.linked(0, chance: 0.5, at: 3_000)
        #expect(browsing.isDue(AvahiPace(), at: 3_000) && browsing.sample == nil)
        browsing.opened(tookMS: quick, count: 40, chance: 0.5, at: 3_000)
        #expect(browsing.dueMS(AvahiPace()) == 3_500)
    }

    @Test("Whoever loses the only link during a look at a sample asks for everybody as soon as that is over")
    func lostDuringLook() {
        var browsing = Browsing()
        _ = play(&browsing, until: 6_000, tookMS: slow, count: 40, shown: 3)
        browsing.linked(1, chance: 0.5, at: 6_000)
        browsing.opened(tookMS: slow, count: 40, chance: 0.5, at: 7_000)
        #expect(browsing.sample != nil)
        browsing.linked(0, chance: 0.5, at: 7_050)
        browsing.closed(shown: 3, count: 40, next: next, chance: 0.5, at: 7_230)
        #expect(browsing.isDue(AvahiPace(), at: 7_230) && browsing.sample == nil)
        browsing.opened(tookMS: quick, count: 40, chance: 0.5, at: 7_230)
        #expect(browsing.dueMS(AvahiPace()) == 7_230 + DiscoveryLimits.askingLookMS)
    }

    @Test("A look that finds no connection is tried again later, and is no loss")
    func postponed() {
        var browsing = Browsing()
        _ = play(&browsing, until: 1_000, tookMS: quick, count: 40, shown: 3)
        browsing.postponed(at: 1_700)
        #expect(browsing.hasBegun && browsing.dueMS(AvahiPace()) == 17_700)
    }

    @Test("After Avahi was lost everybody is looked at as in the beginning, and a busy one is left alone first")
    func ended() {
        var browsing = Browsing()
        _ = play(&browsing, until: 20_000, tookMS: quick, count: 40, shown: 3)
        browsing.ended()
        #expect(!browsing.hasBegun && browsing.isDue(AvahiPace(), at: 20_000))
        var pace = AvahiPace()
        pace.called(tookMS: 30, at: 20_000)
        #expect(!browsing.isDue(pace, at: 20_299) && browsing.isDue(pace, at: 20_300))
    }
}
