import Wire

/// How many strangers may begin a handshake, in all and from one address: token buckets that are asked before any
/// cryptography is done for them. Honest people get in behind them: those who were linked before have a budget of their
/// own, and when it is crowded whoever comes for the first time goes before whoever comes again and again. Time is an
/// argument, in milliseconds of any steady clock.
struct AdmissionBudget {
    private var all: Bucket
    private var known: Bucket
    private var byAddress: [IPAddress: Share] = [:]
    private var byNetwork: [IPAddress: Bucket] = [:]
    /// Those who were linked, the newest last.
    private var linked: [IPAddress] = []

    private struct Share {
        var bucket: Bucket
        /// When one was last admitted.
        var admittedAt: Int64?
    }

    private struct Bucket {
        private var thousandths: Int64
        private let burst: Int64
        private let perSecond: Int64
        private var at: Int64

        init(burst: Int64, perSecond: Int64, at now: Int64) {
            thousandths = burst * 1000
            self.burst = burst
            self.perSecond = perSecond
            at = now
        }

        /// How many there are now.
        mutating func level(at now: Int64) -> Int64 {
            thousandths = min(thousandths + max(0, now - at) * perSecond, burst * 1000)
            at = now
            return thousandths / 1000
        }

        mutating func take(at now: Int64) -> Bool {
            guard level(at: now) >= 1 else { return false }
            thousandths -= 1000
            return true
        }

        func isFull(at now: Int64) -> Bool { thousandths + (now - at) * perSecond >= burst * 1000 }
    }

    init(at now: Int64) {
        all = Bucket(
            burst: TransportLimits.handshakesPerSecond, perSecond: TransportLimits.handshakesPerSecond, at: now)
        known = Bucket(
            burst: TransportLimits.handshakesKnownPerSecond, perSecond: TransportLimits.handshakesKnownPerSecond,
            at: now)
    }

    /// Somebody at this address has proved who they are.
    mutating func authenticated(_ address: IPAddress) {
        linked.removeAll { $0 == address }
        linked.append(address)
        if linked.count > TransportLimits.addressesKnown { linked.removeFirst() }
    }

    /// Whether somebody at this address may begin; the address is asked first, so that one of them cannot use up what
    /// is there for all.
    mutating func admit(_ address: IPAddress, at now: Int64) -> Bool {
        guard var share = share(of: address, at: now) else { return false }
        defer { byAddress[address] = share }
        guard share.bucket.take(at: now), networkAdmits(address, at: now) else { return false }
        let isPressed = all.level(at: now) < TransportLimits.handshakesPressedBelow
        let isAgain = share.admittedAt.map { now - $0 < TransportLimits.handshakesPressedMS } ?? false
        let isAdmitted =
            (linked.contains(address) && known.take(at: now)) || (!(isPressed && isAgain) && all.take(at: now))
        if isAdmitted { share.admittedAt = now }
        return isAdmitted
    }

    /// What an address has left; nil if there is no room to remember it.
    private mutating func share(of address: IPAddress, at now: Int64) -> Share? {
        if let share = byAddress[address] { return share }
        if byAddress.count >= TransportLimits.addressesRemembered {
            byAddress = byAddress.filter { _, share in
                !share.bucket.isFull(at: now)
                    || now - (share.admittedAt ?? 0) < TransportLimits.handshakesPressedMS
            }
            guard byAddress.count < TransportLimits.addressesRemembered else { return nil }
        }
        return Share(
            bucket: Bucket(
                burst: TransportLimits.handshakesPerAddressBurst,
                perSecond: TransportLimits.handshakesPerAddressPerSecond, at: now))
    }

    /// A /64 has endless addresses, each with a budget of its own, so the /64 has one too.
    private mutating func networkAdmits(_ address: IPAddress, at now: Int64) -> Bool {
        guard case .v6 = address else { return true }
        if byNetwork[address.origin] == nil, byNetwork.count >= TransportLimits.addressesRemembered {
            byNetwork = byNetwork.filter { !$0.value.isFull(at: now) }
            guard byNetwork.count < TransportLimits.addressesRemembered else { return false }
        }
        let factor = TransportLimits.handshakesPerNetworkFactor
        var bucket =
            byNetwork[address.origin]
            ?? Bucket(
                burst: TransportLimits.handshakesPerAddressBurst * factor,
                perSecond: TransportLimits.handshakesPerAddressPerSecond * factor, at: now)
        defer { byNetwork[address.origin] = bucket }
        return bucket.take(at: now)
    }
}
