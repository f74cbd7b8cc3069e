/// Whether what we registered is announced. A pure value: it is told what happened, and says what is due.
///
/// Avahi confirms a registration most of a second after it took it. One whose probes are interrupted by a change of
/// address or link it never confirms, and neither announces nor drops (avahi 0.8 forgets to count such probes). The
/// same happens to a confirmed one on an interface that comes and goes; then our own browse shows others on that
/// interface and not us. That tells what Avahi's cache holds, not what was on the air: a network that drops what we
/// send shows itself to nobody here.
struct Registration {
    /// What time has come for.
    enum Step: Hashable, Sendable {
        /// Close the registration: it leads nowhere. ``isPausing`` is true until the next step.
        case giveUp
        /// Register again.
        case tryAgain
    }

    /// Avahi confirmed the registration, or the one that it replaced under the same name.
    private(set) var isConfirmed = false
    /// One was given up, and none has shown since that it is announced.
    private(set) var isTroubled = false
    /// When it is to be confirmed, when the own browse is to show it, and when it is to be made again.
    private var confirmedByMS: Int64?
    private var shownByMS: Int64?
    private var againMS: Int64?
    /// What was registered, or is to be confirmed.
    private(set) var instance: String?
    private var isBrowsing = false
    /// How often the own browse shows us and others, by interface: once for each address family.
    private var ours: [UInt32: Int] = [:]
    private var others: [UInt32: Int] = [:]
    private var backoff = Backoff(firstMS: DiscoveryLimits.backoffFirstMS, lastMS: DiscoveryLimits.backoffLastMS)
    private var missingSinceMS: Int64?
    private var patienceMS = DiscoveryLimits.registeredMS

    /// It was given up and is not to be made again yet.
    var isPausing: Bool { againMS != nil }
    /// When ``step(at:)`` has something to say, in milliseconds; nil if nothing is awaited.
    var dueMS: Int64? { [confirmedByMS, shownByMS, againMS].compactMap { $0 }.min() }

    /// Announced, as far as can be known here.
    var isAnnounced: Bool { isConfirmed && !isTroubled }

    /// The call that registers this instance has returned; it may have blocked for long before.
    mutating func asked(_ instance: String, at nowMS: Int64) {
        if instance != self.instance { isConfirmed = false }
        self.instance = instance
        (againMS, missingSinceMS) = (nil, nil)
        confirmedByMS = nowMS + patienceMS
    }

    /// Avahi says that the instance has this name now.
    mutating func confirmed(_ instance: String, at nowMS: Int64) {
        self.instance = instance
        isConfirmed = true
        confirmedByMS = nil
        if isBrowsing { compare(at: nowMS) }
    }

    /// Nothing is to be announced, or Avahi is gone.
    mutating func ended() {
        isConfirmed = false
        isTroubled = false
        (confirmedByMS, shownByMS, againMS, missingSinceMS) = (nil, nil, nil, nil)
        instance = nil
    }

    /// The own browse begins, or ended without saying anything about us.
    mutating func browses(_ isBrowsing: Bool, at nowMS: Int64) {
        self.isBrowsing = isBrowsing
        ours = [:]
        others = [:]
        shownByMS = nil
        if isBrowsing, isConfirmed { compare(at: nowMS) }
    }

    /// The own browse shows an instance on an interface, or no more; once for each address family.
    mutating func saw(_ name: String, interface: UInt32, isRemoval: Bool, at nowMS: Int64) {
        let change = isRemoval ? -1 : 1
        if isOurs(name) {
            ours[interface] = Self.sum(ours[interface], change)
        } else if interface != DiscoveryLimits.loopback {
            others[interface] = Self.sum(others[interface], change)
        }
        if isConfirmed { compare(at: nowMS) }
    }

    /// A look at our own sample ended. If we are missing in all of them for long enough, we are not announced.
    mutating func looked(at nowMS: Int64) {
        let since = isConfirmed && isMissing ? missingSinceMS ?? nowMS : nil
        browses(false, at: nowMS)
        missingSinceMS = since
        if let since, since + patienceMS <= nowMS { shownByMS = nowMS }
    }

    /// What is due now; asked again until it says nothing.
    mutating func step(at nowMS: Int64) -> Step? {
        guard let due = dueMS, due <= nowMS else { return nil }
        (confirmedByMS, shownByMS, missingSinceMS) = (nil, nil, nil)
        if isPausing {
            againMS = nil
            return .tryAgain
        }
        isConfirmed = false
        isTroubled = true
        patienceMS = min(2 * patienceMS, DiscoveryLimits.registeredLastMS)
        againMS = nowMS + backoff.next()
        return .giveUp
    }

    /// Sets or lifts the deadline for a confirmed registration to show up in the own browse.
    private mutating func compare(at nowMS: Int64) {
        if isMissing {
            shownByMS = shownByMS ?? nowMS + patienceMS
        } else {
            (shownByMS, missingSinceMS) = (nil, nil)
            isTroubled = false
            backoff.reset()
            patienceMS = DiscoveryLimits.registeredMS
        }
    }

    /// The own browse does not show us, or not on an interface where it shows others.
    private var isMissing: Bool { isBrowsing && (ours.isEmpty || others.keys.contains { ours[$0] == nil }) }

    /// Avahi renames by adding " #2" and so on, which the browse may show before the callback tells of it.
    private func isOurs(_ name: String) -> Bool {
        instance.map { name == $0 || name.hasPrefix($0 + " #") } ?? false
    }

    private static func sum(_ count: Int?, _ change: Int) -> Int? {
        let sum = (count ?? 0) + change
        return sum > 0 ? sum : nil
    }
}
