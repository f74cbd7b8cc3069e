import Keys
import Wire

/// Whom we let into a gathering without asking our owner. Whoever has a thousand keys at one address gets in with a few,
/// and somebody who comes to another address at the same time gets in at once.
struct Sponsor: Sendable {
    /// The newcomers of one address.
    private struct Origin: Sendable {
        let address: IPAddress
        /// What our admissions call the address.
        let number: UInt64
        var keys: [PublicKey]
        var nextAt: Instant
    }

    /// The latest last.
    private var origins: [Origin] = []
    /// When newcomers would be due if they came evenly.
    private var dueAt: Instant?

    /// What somebody is let in with.
    struct Place: Equatable {
        /// They may have seats.
        let isFirst: Bool
        /// What our admissions call their address.
        let origin: UInt64
    }

    /// Whether somebody may come in now; if so they count.
    ///
    /// - Parameters:
    ///   - address: nil where that does not count.
    ///   - isIn: they only ask for more room.
    mutating func place(
        for key: PublicKey, at address: IPAddress?, isIn: Bool, dice: inout Dice, at now: Instant
    ) -> Place? {
        guard let address = address?.origin else { return Place(isFirst: true, origin: 0) }
        if let place = origins.firstIndex(where: { $0.address == address }) {
            if let number = origins[place].keys.firstIndex(of: key) {
                return Place(isFirst: number == 0, origin: origins[place].number)
            }
            guard !isIn else { return nil }
            let isFree = origins[place].keys.count < Self.atOnce(at: address)
            guard isFree || origins[place].nextAt <= now, takes(at: now) else { return nil }
            if isFree { origins[place].keys.append(key) }
            origins[place].nextAt = now.advanced(byMS: Self.waitMS(at: address))
            return Place(isFirst: false, origin: origins[place].number)
        }
        guard takes(at: now) else { return nil }
        if origins.count >= RecordLimits.admittedAddressesMax { origins.removeFirst() }
        origins.append(
            Origin(
                address: address, number: max(1, dice.next()), keys: [key],
                nextAt: now.advanced(byMS: Self.waitMS(at: address))))
        return Place(isFirst: true, origin: origins[origins.count - 1].number)
    }

    /// A /64 may be one machine or a whole room.
    private static func atOnce(at address: IPAddress) -> Int {
        address.isNetwork ? RecordLimits.admittedOfNetwork : RecordLimits.admittedOfAddress
    }

    private static func waitMS(at address: IPAddress) -> Int64 {
        address.isNetwork ? RecordLimits.admittedOfNetworkMS : RecordLimits.admittedOfAddressMS
    }

    /// The generic cell rate algorithm of ITU-T I.371.
    private mutating func takes(at now: Instant) -> Bool {
        let due = max(dueAt ?? now, now).advanced(byMS: RecordLimits.admittedMS)
        guard due.milliseconds(since: now) <= Int64(RecordLimits.admittedAtOnce) * RecordLimits.admittedMS else {
            return false
        }
        dueAt = due
        return true
    }
}

extension IPAddress {
    /// As an ``origin``: not one address, but an IPv6 network.
    fileprivate var isNetwork: Bool {
        guard case .v6(_, low: 0) = self else { return false }
        return true
    }
}
