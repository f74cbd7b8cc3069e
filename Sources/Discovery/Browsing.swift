/// When to browse, and for whom. A pure value: it is told what happened, and says what is due.
///
/// Whoever browses asks everybody again and again, and each question names all who are known already. Each of these
/// names Avahi 0.8 compares with all that it heard from others in the last 700 ms (its `response-sched.c`): where many
/// start together, one round of questions costs every host a millisecond at 10 hosts, and half a second at 40. So there
/// are looks at what Avahi has heard, which end before its question goes out, because whoever comes announces
/// themselves. A busy Avahi may ask all the same, so that a look is at a sample of the room, and only if that is empty
/// at everybody. The first look asks, and later ones now and then: the whole room together every two seconds. Only
/// where few are known once the room has settled, a browse stays open.
struct Browsing {
    /// A browse stays open; else there are looks.
    private(set) var stays = false
    /// The part of the room to which the look that is open, or comes next, is confined; nil for everybody.
    private(set) var sample: Sample?
    private var isOpen = false
    /// Avahi was busy when the look began.
    private var isBusy = false
    /// Samples in a row that were empty.
    private var emptySamples = 0
    /// When the look that is open ends; nil for a browse that stays.
    private var endMS: Int64?
    private var nextMS: Int64 = 0
    /// When the first look began, and when one asks next.
    private var startMS: Int64?
    private var askMS: Int64 = 0
    private var pause = Self.pauses
    /// Others tell of those who are here.
    private var isLinked = false

    private static var pauses: Backoff {
        Backoff(firstMS: DiscoveryLimits.lookFirstMS, lastMS: DiscoveryLimits.lookLastMS)
    }

    /// There has been a look since Avahi came.
    var hasBegun: Bool { startMS != nil }

    /// When a browse is to be opened or closed, nil if one stays open.
    func dueMS(_ pace: AvahiPace) -> Int64? { isOpen ? endMS : max(nextMS, pace.notBeforeMS) }

    /// A browse is to be opened.
    func isDue(_ pace: AvahiPace, at nowMS: Int64) -> Bool { !isOpen && max(nextMS, pace.notBeforeMS) <= nowMS }

    /// The browse is open, and to open it took so long. `chance`: 0 to 1, where so many are known.
    mutating func opened(tookMS: Int64, count: Int, chance: Double, at nowMS: Int64) {
        isOpen = true
        isBusy = tookMS >= DiscoveryLimits.busyMS
        guard !stays else { return }
        if startMS == nil || askMS <= nowMS {
            endMS = nowMS + (startMS == nil ? DiscoveryLimits.firstLookMS : DiscoveryLimits.askingLookMS)
            askMS = nowMS + Self.askPauseMS(count, chance)
        } else {
            endMS = nowMS + DiscoveryLimits.cacheMS + AvahiPace.delayMS(tookMS: tookMS)
        }
        startMS = startMS ?? nowMS
    }

    /// Whether the browse that is open is to be closed: a look at its end, or one that shows too many to stay.
    func isOver(sighted: Int, at nowMS: Int64) -> Bool {
        isOpen && (endMS.map { $0 <= nowMS } ?? (sighted > DiscoveryLimits.browsedMax))
    }

    /// It was closed, and showed so many others, where so many are known. `chance`: 0 to 1.
    mutating func closed(shown: Int, count: Int, chance: Double, at nowMS: Int64) {
        (isOpen, endMS) = (false, nil)
        if stays {
            stays = false
            pause = Self.pauses
            askMS = nowMS + Self.askPauseMS(count, chance)
        }
        let isSettled = startMS.map { $0 + DiscoveryLimits.roomSettlesMS <= nowMS } ?? false
        if isSettled, count <= DiscoveryLimits.browsedAgain {
            (stays, sample) = (true, nil)
            nextMS = nowMS
        } else if sample != nil, shown == 0, !isBusy || emptySamples == DiscoveryLimits.emptySamplesMax {
            sample = nil
            emptySamples = 0
            nextMS = nowMS
        } else {
            emptySamples = sample != nil && shown == 0 ? emptySamples + 1 : 0
            sample = Sample(number: Int(chance * 1_000))
            let pauseMS =
                isLinked
                ? DiscoveryLimits.lookLastMS
                : isSettled ? pause.next() : min(pause.next(), DiscoveryLimits.unsettledPauseMS)
            nextMS = nowMS + Self.vary(pauseMS, chance)
        }
    }

    /// So many others are linked, and tell of those who are here; with none, everybody is looked for anew.
    mutating func linked(_ count: Int, chance: Double, at nowMS: Int64) {
        if count >= DiscoveryLimits.linksInstead, !isLinked {
            isLinked = true
            if hasBegun { nextMS = max(nextMS, nowMS + Self.vary(DiscoveryLimits.lookLastMS, chance)) }
        } else if count == 0, isLinked {
            isLinked = false
            pause = Self.pauses
            (nextMS, askMS) = (nowMS, nowMS)
            if !isOpen { sample = nil }
        }
    }

    /// Avahi is gone: what comes next is a first look.
    mutating func ended() {
        let isLinked = isLinked
        self = Browsing()
        self.isLinked = isLinked
    }

    private static func askPauseMS(_ count: Int, _ chance: Double) -> Int64 {
        vary(max(DiscoveryLimits.askPauseMS, Int64(count) * DiscoveryLimits.askPausePerInstanceMS), chance)
    }

    /// Half to one and a half times as long.
    private static func vary(_ milliseconds: Int64, _ chance: Double) -> Int64 {
        Int64(Double(milliseconds) * (0.5 + chance))
    }
}
