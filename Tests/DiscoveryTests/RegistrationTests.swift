import Testing

@testable import Discovery

struct RegistrationTests {
    private let lan: UInt32 = 2
    private let wifi: UInt32 = 3

    /// Registered at 0, confirmed at 900, and seen on one interface.
    private func announced() -> Registration {
        var registration = Registration()
        registration.browses(true, at: 0)
        registration.asked("baithak-aaaa", at: 0)
        registration.saw("baithak-aaaa", interface: lan, isRemoval: false, at: 890)
        registration.confirmed("baithak-aaaa", at: 900)
        return registration
    }

    @Test("What Avahi confirmed, and the own browse shows, is announced, and nothing is due")
    func confirmed() {
        let registration = announced()
        #expect(registration.isAnnounced)
        #expect(registration.dueMS == nil)
    }

    @Test("A registration that Avahi never confirms is given up after five seconds and made again after half a second")
    func never() {
        var registration = Registration()
        registration.browses(true, at: 0)
        registration.asked("baithak-aaaa", at: 25_000)
        #expect(registration.step(at: 29_999) == nil)
        #expect(!registration.isAnnounced && !registration.isTroubled)
        #expect(registration.step(at: 30_000) == .giveUp)
        #expect(registration.isTroubled && registration.isPausing)
        #expect(registration.step(at: 30_499) == nil)
        #expect(registration.step(at: 30_500) == .tryAgain)
        #expect(!registration.isPausing)
    }

    @Test("A registration that was in trouble is announced only once a browse shows it")
    func confirmedBetweenLooks() {
        var registration = announced()
        registration.browses(false, at: 1_000)
        registration.asked("baithak-aaaa", at: 10_000)
        #expect(registration.step(at: 15_000) == .giveUp)
        #expect(registration.step(at: 15_500) == .tryAgain)
        registration.asked("baithak-aaaa", at: 15_500)
        registration.confirmed("baithak-aaaa", at: 16_400)
        #expect(registration.isTroubled && registration.dueMS == nil)
        registration.browses(true, at: 17_000)
        registration.saw("baithak-aaaa", interface: lan, isRemoval: false, at: 17_010)
        #expect(registration.isAnnounced)
        registration.looked(at: 17_080)
        #expect(registration.dueMS == nil)
    }

    @Test("In a room too busy to confirm it in five seconds, a registration is given longer and longer")
    func patience() {
        var registration = Registration()
        registration.browses(true, at: 0)
        var patiencesMS: [Int64] = []
        for round in 0..<5 {
            let startMS = Int64(round) * 100_000
            registration.asked("baithak-aaaa", at: startMS)
            patiencesMS.append((registration.dueMS ?? startMS) - startMS)
            #expect(registration.step(at: registration.dueMS ?? 0) == .giveUp)
            #expect(registration.step(at: registration.dueMS ?? 0) == .tryAgain)
        }
        #expect(patiencesMS == [5_000, 10_000, 20_000, 40_000, 40_000])
    }

    @Test("Looks that miss us mean that we are not announced only if they go on for five seconds")
    func missedByLooks() {
        var registration = announced()
        func look(at nowMS: Int64, showing names: [String]) {
            registration.browses(true, at: nowMS)
            for name in names { registration.saw(name, interface: lan, isRemoval: false, at: nowMS) }
            registration.looked(at: nowMS)
        }
        for moment in [10_000, 12_000, 14_999] as [Int64] { look(at: moment, showing: ["baithak-bbbb"]) }
        #expect(registration.dueMS == nil)
        look(at: 15_000, showing: ["baithak-bbbb", "baithak-aaaa"])
        look(at: 16_000, showing: ["baithak-bbbb"])
        look(at: 20_999, showing: ["baithak-bbbb"])
        #expect(registration.isAnnounced && registration.dueMS == nil)
        look(at: 21_000, showing: ["baithak-bbbb"])
        #expect(registration.step(at: 21_000) == .giveUp)
    }

    @Test("The pauses between registrations that lead nowhere grow, and start over once one is announced")
    func backoff() {
        var registration = announced()
        func pause(after startMS: Int64) -> Int64? {
            registration.asked("baithak-aaaa", at: startMS)
            guard let gaveUpAt = registration.dueMS, registration.step(at: gaveUpAt) == .giveUp else { return nil }
            defer { _ = registration.step(at: registration.dueMS ?? 0) }
            return registration.dueMS.map { $0 - gaveUpAt }
        }
        #expect(pause(after: 10_000) == 500)
        #expect(pause(after: 20_000) == 1_000)
        #expect(pause(after: 40_000) == 2_000)
        registration.asked("baithak-aaaa", at: 80_000)
        registration.confirmed("baithak-aaaa", at: 80_900)
        #expect(registration.isAnnounced)
        #expect(pause(after: 90_000) == 500)
    }

    @Test("Registering again under the same name, for other subtypes, is no interruption until it fails")
    func sameName() {
        var registration = announced()
        registration.asked("baithak-aaaa", at: 10_000)
        #expect(registration.isAnnounced)
        #expect(registration.step(at: 15_000) == .giveUp)
        #expect(!registration.isAnnounced)
    }

    @Test("Another name is not announced before Avahi confirms it")
    func anotherName() {
        var registration = announced()
        registration.asked("baithak-bbbb", at: 10_000)
        #expect(!registration.isAnnounced)
    }

    @Test("Whoever is missing for five seconds on an interface where others are seen is not announced there")
    func missingOnOneInterface() {
        var registration = announced()
        registration.saw("baithak-cccc", interface: wifi, isRemoval: false, at: 10_000)
        #expect(registration.isAnnounced)
        #expect(registration.step(at: 14_999) == nil)
        #expect(registration.step(at: 15_000) == .giveUp)
        #expect(!registration.isAnnounced)
        _ = registration.step(at: 15_500)
        registration.asked("baithak-aaaa", at: 15_501)
        registration.confirmed("baithak-aaaa", at: 16_400)
        #expect(!registration.isAnnounced, "the callback said the same the first time")
        registration.saw("baithak-aaaa", interface: wifi, isRemoval: false, at: 16_410)
        #expect(registration.isAnnounced)
        #expect(registration.dueMS == nil)
    }

    @Test("Appearing later than others on an interface that has just come up is as it should be")
    func comesUp() {
        var registration = announced()
        registration.saw("baithak-cccc", interface: wifi, isRemoval: false, at: 10_000)
        registration.saw("baithak-aaaa", interface: wifi, isRemoval: false, at: 11_000)
        #expect(registration.dueMS == nil)
    }

    @Test("An interface that goes takes us and the others away, and that is no trouble")
    func goesDown() {
        var registration = announced()
        registration.saw("baithak-aaaa", interface: DiscoveryLimits.loopback, isRemoval: false, at: 900)
        registration.saw("baithak-cccc", interface: lan, isRemoval: false, at: 1_000)
        registration.saw("baithak-cccc", interface: lan, isRemoval: true, at: 2_000)
        registration.saw("baithak-aaaa", interface: lan, isRemoval: true, at: 2_000)
        #expect(registration.dueMS == nil)
        #expect(registration.isAnnounced)
    }

    @Test("Whom the own browse shows nowhere at all is not announced, if there is a browse")
    func nowhere() {
        for isBrowsing in [true, false] {
            var registration = Registration()
            registration.browses(isBrowsing, at: 0)
            registration.asked("baithak-aaaa", at: 0)
            registration.confirmed("baithak-aaaa", at: 900)
            #expect(registration.step(at: 5_900) == (isBrowsing ? .giveUp : nil))
        }
    }

    @Test("Under a name that Avahi changed, the own browse still shows us")
    func renamed() {
        var registration = Registration()
        registration.browses(true, at: 0)
        registration.asked("baithak-aaaa", at: 0)
        registration.saw("baithak-aaaa #2", interface: lan, isRemoval: false, at: 1_900)
        registration.confirmed("baithak-aaaa #2", at: 1_910)
        #expect(registration.dueMS == nil)
    }

    @Test("Both families of an interface must go before we count as missing there")
    func families() {
        var registration = announced()
        registration.saw("baithak-aaaa", interface: lan, isRemoval: false, at: 1_000)
        registration.saw("baithak-cccc", interface: lan, isRemoval: false, at: 1_000)
        registration.saw("baithak-aaaa", interface: lan, isRemoval: true, at: 2_000)
        #expect(registration.dueMS == nil)
        registration.saw("baithak-aaaa", interface: lan, isRemoval: true, at: 2_000)
        #expect(registration.dueMS == 7_000)
    }
}
