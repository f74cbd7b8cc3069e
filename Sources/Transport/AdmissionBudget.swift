import Wire

/// How many strangers may begin a handshake, in all and from one address: token buckets that are asked before any
/// cryptography is done for them. Time is an argument, in milliseconds of any steady clock.
struct AdmissionBudget {
    private var all: Bucket
    private var byAddress: [IPAddress: Bucket] = [:]

    private struct Bucket {
        private(set) var thousandths: Int64
        private let burst: Int64
        private let perSecond: Int64
        private(set) var at: Int64

        init(burst: Int64, perSecond: Int64, at now: Int64) {
            thousandths = burst * 1000
            self.burst = burst
            self.perSecond = perSecond
            at = now
        }

        mutating func take(at now: Int64) -> Bool {
            thousandths = min(thousandths + max(0, now - at) * perSecond, burst * 1000)
            at = now
            guard thousandths >= 1000 else { return false }
            thousandths -= 1000
            return true
        }

        func isFull(at now: Int64) -> Bool { thousandths + (now - at) * perSecond >= burst * 1000 }
    }

    init(at now: Int64) {
        all = Bucket(
            burst: TransportLimits.handshakesPerSecond, perSecond: TransportLimits.handshakesPerSecond, at: now)
    }

    /// Whether somebody at this address may begin; the address is asked first, so that one of them cannot use up what
    /// is there for all.
    mutating func admit(_ address: IPAddress, at now: Int64) -> Bool {
        if byAddress[address] == nil, byAddress.count >= TransportLimits.addressesRemembered {
            byAddress = byAddress.filter { !$0.value.isFull(at: now) }
            guard byAddress.count < TransportLimits.addressesRemembered else { return all.take(at: now) }
        }
        var bucket =
            byAddress[address]
            ?? Bucket(
                burst: TransportLimits.handshakesPerAddressBurst,
                perSecond: TransportLimits.handshakesPerAddressPerSecond, at: now)
        defer { byAddress[address] = bucket }
        return bucket.take(at: now) && all.take(at: now)
    }
}
