/// When to browse, and for whom. A pure value: it is told what happened, and says what is due.
///
/// Whoever browses asks everybody again and again, and each question names all who are known already. Each of these
/// names Avahi 0.8 compares with all that it heard from others in the last 700 ms (its `response-sched.c`): where many
/// start together, one round of questions costs every host a millisecond at 10 hosts, and half a second at 40. So there
/// are looks at what Avahi has heard, which end before its question goes out, because whoever comes announces
/// themselves. A busy Avahi may ask all the same, so that a look is at a sample of the room, and at everybody only if
/// that is empty, or the room has settled and Avahi has time. The first look asks, and later ones now and then: the
/// whole room together every two seconds. Only where few are known once the room has settled, a browse stays open.
package struct Browsing: Sendable {
    /// A browse stays open; else there are looks.
    package private(set) var stays = false
    /// The part of the room to which the look that is open, or comes next, is confined; nil for everybody.
    package private(set) var sample: Sample?
    /// Avahi was busy when the look began, so that what it did not show may be there.
    private(set) var isBusy = false
    private var isOpen = false
    /// When the look that is open ends; nil for a browse that stays.
    private var endMS: Int64?
    private var nextMS: Int64 = 0
    /// When the first look began.
    private var startMS: Int64?
    /// When one asked last, and the chance of that moment: how long none asks after it follows from how many are known
    /// by then, which the first look cannot tell.
    private var lastAsk: (atMS: Int64, chance: Double)?
    private var pause = Self.pauses
    /// Samples in a row that were empty.
    private var emptySamples = 0
    private var links = 0
    /// So many others are linked, or were until all were lost, that they tell who is here.
    private(set) var isLinked = false
    /// All links were lost, or the network is another: everybody is to be asked for.
    private var isLost = false

    /// No look has been made, and nobody is linked.
    package init() {}

    private static var pauses: Backoff {
        Backoff(firstMS: DiscoveryLimits.lookFirstMS, lastMS: DiscoveryLimits.lookLastMS)
    }

    /// There has been a look since Avahi came.
    var hasBegun: Bool { startMS != nil }

    /// When a browse is to be opened or closed, nil if one stays open.
    package func dueMS(_ pace: AvahiPace) -> Int64? { isOpen ? endMS : max(nextMS, pace.notBeforeMS) }

    /// A browse is to be opened.
    package func isDue(_ pace: AvahiPace, at nowMS: Int64) -> Bool {
        !isOpen && max(nextMS, pace.notBeforeMS) <= nowMS
    }

    /// The browse is open, and to open it took so long. `chance`: 0 to 1, where so many are known.
    package mutating func opened(tookMS: Int64, count: Int, chance: Double, at nowMS: Int64) {
        isOpen = true
        isBusy = tookMS >= DiscoveryLimits.busyMS
        // A question for everybody in a crowd names so many, and so many answer, that it takes a reason.
        let mayAsk = sample != nil || count <= DiscoveryLimits.browsedMax || isLost
        if sample == nil { isLost = false }
        guard !stays else { return }
        let isAskDue = lastAsk.map { $0.atMS + Self.askPauseMS(count, $0.chance) <= nowMS } ?? true
        if isAskDue, mayAsk || startMS == nil {
            endMS = nowMS + (startMS == nil ? DiscoveryLimits.firstLookMS : DiscoveryLimits.askingLookMS)
            lastAsk = (nowMS, chance)
        } else {
            endMS = nowMS + DiscoveryLimits.cacheMS + AvahiPace.delayMS(tookMS: tookMS)
        }
        startMS = startMS ?? nowMS
    }

    /// The browse could not be opened for want of something that others use at the moment.
    mutating func postponed(at nowMS: Int64) { nextMS = nowMS + DiscoveryLimits.lookLastMS }

    /// Whether the browse that is open is to be closed: a look at its end, or one that shows too many to stay.
    package func isOver(sighted: @autoclosure () -> Int, at nowMS: Int64) -> Bool {
        isOpen && (endMS.map { $0 <= nowMS } ?? (sighted() > DiscoveryLimits.browsedMax))
    }

    /// It was closed, and showed so many others, where so many are known. `next`: which sample would be next. `chance`:
    /// 0 to 1.
    package mutating func closed(shown: Int, count: Int, next: Sample, chance: Double, at nowMS: Int64) {
        (isOpen, endMS) = (false, nil)
        if stays {
            stays = false
            pause = Self.pauses
            lastAsk = (nowMS, chance)
        }
        let isSettled = isSettled(at: nowMS)
        let isEmpty = sample != nil && shown == 0
        if isSettled, count <= DiscoveryLimits.browsedAgain {
            (stays, sample, nextMS) = (true, nil, nowMS)
        } else if isLost {
            (sample, nextMS, lastAsk) = (nil, nowMS, nil)
        } else if isEmpty, !isBusy || emptySamples == DiscoveryLimits.emptySamplesMax {
            (sample, nextMS, emptySamples) = (nil, nowMS, 0)
        } else {
            emptySamples = isEmpty ? emptySamples + 1 : 0
            sample = sample != nil && isSettled && !isBusy && !isLinked ? nil : next
            nextMS = nowMS + Self.vary(isSettled ? pauseMS() : DiscoveryLimits.unsettledPauseMS, chance)
        }
    }

    /// Whether it is known by now if many start together.
    private func isSettled(at nowMS: Int64) -> Bool {
        startMS.map { $0 + DiscoveryLimits.roomSettlesMS <= nowMS } ?? false
    }

    private mutating func pauseMS() -> Int64 { isLinked ? DiscoveryLimits.lookLastMS : pause.next() }

    /// So many others are linked, and tell of those who are here; when the last goes, everybody is asked for.
    package mutating func linked(_ count: Int, chance: Double, at nowMS: Int64) {
        if count >= DiscoveryLimits.linksInstead, !isLinked {
            isLinked = true
            if hasBegun { nextMS = max(nextMS, nowMS + Self.vary(DiscoveryLimits.lookLastMS, chance)) }
        } else if count == 0, isLinked || links > 0 && isSettled(at: nowMS) {
            // In a large room that starts, first links come and go.
            isLinked = false
            askAnew(at: nowMS)
        }
        links = count
    }

    /// Everybody is asked for, after this look if one is open. A browse that stays asks by itself.
    mutating func askAnew(at nowMS: Int64) {
        guard !stays else { return }
        isLost = true
        pause = Self.pauses
        (nextMS, lastAsk) = (nowMS, nil)
        if !isOpen { sample = nil }
    }

    /// Avahi is gone: what comes next is a first look.
    mutating func ended() {
        let (links, isLinked) = (links, isLinked)
        self = Browsing()
        (self.links, self.isLinked) = (links, isLinked)
    }

    private static func askPauseMS(_ count: Int, _ chance: Double) -> Int64 {
        vary(max(DiscoveryLimits.askPauseMS, Int64(count) * DiscoveryLimits.askPausePerInstanceMS), chance)
    }

    /// Half to one and a half times as long.
    private static func vary(_ milliseconds: Int64, _ chance: Double) -> Int64 {
        Int64(Double(milliseconds) * (0.5 + chance))
    }
}
