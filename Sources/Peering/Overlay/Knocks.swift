import Wire

/// Where this node may knock, and where it knocked of late. Anybody can name any address in a profile or by DNS-SD; so
/// what nobody has authenticated at is dialled seldom, and only where the room may be.
struct Knocks: Sendable {
    /// The networks that this machine is on or has a way to, but for the way to everywhere; empty if that is unknown,
    /// and then everything may be.
    var networks: [IPNetwork] = []
    /// Around those who authenticated themselves or were typed, the newest last.
    private var trusted: [IPNetwork] = []
    /// Where somebody authenticated, the newest last: these are dialled whenever it is worth it.
    private var proven: [IPAddress] = []
    /// Where others were dialled.
    private var knocked: [IPAddress: Knock] = [:]

    private struct Knock {
        var at: Instant
        /// Dials that may follow at once, in thousandths.
        var left: Int64
    }

    /// Somebody has authenticated here.
    mutating func authenticated(at address: IPAddress) {
        Self.remember(address, in: &proven)
        knocked[address] = nil
        trust(address)
    }

    /// A person typed this, or somebody is there.
    mutating func trust(_ address: IPAddress) { Self.remember(IPNetwork(near: address), in: &trusted) }

    /// The network is another.
    mutating func forget() { knocked = [:] }

    private static func remember<Item: Equatable>(_ item: Item, in list: inout [Item]) {
        guard list.last != item else { return }
        list.removeAll { $0 == item }
        list.append(item)
        if list.count > PeeringLimits.provenMax { list.removeFirst() }
    }

    /// Of these the ones that may be dialled now without a person asking, and when others may be. An address where
    /// nobody authenticated gets one dial in a while, whatever ports are named; if DNS-SD shows it, a few at first.
    mutating func admit(
        _ endpoints: [Endpoint], isSeen: Bool, at now: Instant
    ) -> (admitted: [Endpoint], next: Instant?) {
        var admitted: [Endpoint] = []
        var next: Instant?
        for endpoint in endpoints where isNear(endpoint.address) {
            let address = endpoint.address
            if !proven.contains(address) {
                guard let moment = nextKnock(at: address, isSeen: isSeen, now) else { continue }
                guard moment <= now else {
                    next = min(next ?? moment, moment)
                    continue
                }
                knocked[address] = Knock(at: now, left: left(at: address, now) - 1000)
            }
            admitted.append(endpoint)
        }
        return (admitted, next)
    }

    private func left(at address: IPAddress, _ now: Instant) -> Int64 {
        let full = PeeringLimits.knocksAtOnce * 1000
        guard let knock = knocked[address] else { return full }
        return min(full, knock.left + now.milliseconds(since: knock.at) * 1000 / PeeringLimits.knockMS)
    }

    /// When an address may be dialled; nil if it cannot be remembered.
    private mutating func nextKnock(at address: IPAddress, isSeen: Bool, _ now: Instant) -> Instant? {
        guard let knock = knocked[address] else { return makeRoom(at: now) ? now : nil }
        let left = left(at: address, now)
        if isSeen {
            return left >= 1000 ? now : now.advanced(byMS: (1000 - left) * PeeringLimits.knockMS / 1000)
        }
        return knock.at.advanced(byMS: PeeringLimits.knockMS)
    }

    private func isNear(_ address: IPAddress) -> Bool {
        networks.isEmpty || address.isLinkLocalV6
            || (networks + trusted).contains { $0.contains(address) }
    }

    /// Whether one more can be remembered; those of long ago go.
    private mutating func makeRoom(at now: Instant) -> Bool {
        guard knocked.count >= PeeringLimits.knocksMax else { return true }
        knocked = knocked.filter { now.milliseconds(since: $0.value.at) < PeeringLimits.knockMS }
        return knocked.count < PeeringLimits.knocksMax
    }
}
