import Gatherings
import Keys
import Wire

/// Whom we let into a gathering without asking our owner. Whoever has a thousand keys at one address gets in with a
/// few, and somebody who comes to another address at the same time gets in at once.
struct Sponsor: Sendable {
    /// Where somebody comes from: whose newcomers are counted together.
    enum Source: Hashable {
        /// Of strangers this is all that is hard to get more of.
        case address(IPAddress)
        /// A contact, an organiser or somebody on this very machine.
        case known(PublicKey)
    }

    /// What somebody is let in with.
    struct Place: Equatable {
        let seats: Int
        /// What our admissions call their source; 0 for those whom we know.
        let origin: UInt64
    }

    private struct Origin: Sendable {
        let source: Source
        let number: UInt64
        var logs: [LogID]
        /// How many of our seats are theirs.
        var taken = 0
        var nextAt: Instant
        /// Who got seats last.
        var seated: PublicKey?
        var seatedAt: Instant
    }

    /// The latest last.
    private var origins: [Origin] = []
    /// When strangers would be due if they came evenly.
    private var dueAt: Instant?

    /// What a log is let in with now; nil if it is not, or has as much already.
    ///
    /// - Parameters:
    ///   - seats: what it may have, once in ``RecordLimits/seatsOfOriginMS`` for each source.
    ///   - own: how many we have, of which no source gets all.
    ///   - has: what it has already; nil if it is not in.
    mutating func place(
        for log: LogID, from source: Source, seats: Int, of own: Int, has: Int?, dice: inout Dice, at now: Instant
    ) -> Place? {
        let isKnown = if case .known = source { true } else { false }
        let place = origins.firstIndex { $0.source == source }
        let isSeated =
            place.map {
                origins[$0].seated == log.author
                    || now.milliseconds(since: origins[$0].seatedAt) >= RecordLimits.seatsOfOriginMS
            } ?? true
        let given = isSeated ? seats : 0
        let taken = place.map { origins[$0].taken } ?? 0
        guard given > has ?? -1, taken == 0 || taken + 1 + given <= Self.most(from: source, of: own) else { return nil }
        let isNew = has == nil && place.map { !origins[$0].logs.contains(log) } ?? true
        if let place, isNew {
            let (logs, authors) = (origins[place].logs, Set(origins[place].logs.map(\.author)))
            let isFree =
                authors.contains(log.author)
                ? logs.count(where: { $0.author == log.author }) < RecordLimits.admittedOfKey
                : authors.count < Self.atOnce(from: source)
            guard isFree || origins[place].nextAt <= now, isKnown || takes(at: now) else { return nil }
            if isFree { origins[place].logs.append(log) }
            origins[place].nextAt = now.advanced(byMS: Self.waitMS(from: source))
        } else if place == nil {
            guard isKnown || takes(at: now) else { return nil }
            if origins.count >= RecordLimits.admittedAddressesMax { origins.removeFirst() }
            origins.append(
                Origin(
                    source: source, number: isKnown ? 0 : max(1, dice.next()), logs: [log],
                    nextAt: now.advanced(byMS: Self.waitMS(from: source)), seated: nil, seatedAt: now))
        }
        let last = place ?? origins.count - 1
        origins[last].taken += 1 + given
        if given > 0 { (origins[last].seated, origins[last].seatedAt) = (log.author, now) }
        return Place(seats: given, origin: origins[last].number)
    }

    /// So there is room left for others, whoever comes in a hurry and goes on all day.
    private static func most(from source: Source, of own: Int) -> Int { own / 4 * (source.isNetwork ? 3 : 1) }

    /// A /64 may be one machine or a whole room.
    private static func atOnce(from source: Source) -> Int {
        source.isNetwork ? RecordLimits.admittedOfNetwork : RecordLimits.admittedOfAddress
    }

    private static func waitMS(from source: Source) -> Int64 {
        source.isNetwork ? RecordLimits.admittedOfNetworkMS : RecordLimits.admittedOfAddressMS
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

extension Sponsor.Source {
    /// Whether it is not one address, but an IPv6 network.
    fileprivate var isNetwork: Bool {
        guard case .address(.v6(_, low: 0)) = self else { return false }
        return true
    }
}
