internal import Keys

/// Which logs of a gathering are let in. It follows from the admissions among its entries alone, in whatever order they
/// come, and more entries never take anybody's place: keys out of thin air use up the seats of whoever let them in, and
/// of nobody else.
///
/// The founder's logs are in. In a log that is in, admissions count by height, as long as the sum of one and the seats
/// given, over all of them, is at most the log's own seats, and none gives more than one in
/// ``GatheringLimits/seatsGivenPart`` of these; the first that does not fit ends it. A log that several let in has the
/// most seats that one of them gave.
package struct Admissions: Sendable {
    private let founding: LogID
    /// What each log says, by height.
    private var given: [LogID: Given] = [:]
    /// Of the logs that are in, beside the founder's.
    private var seats: [LogID: Int] = [:]
    private var tags: [LogTag: LogID] = [:]

    private struct Given: Sendable {
        var admissions: [(height: Int, said: Content.Admission)] = []
        /// How many of these count, and what they take of the log's seats.
        var counted = 0
        var taken = 0
    }

    /// Nobody but the founder is in.
    package init(founding: Entry) { self.founding = founding.header.log }

    /// Those who are let in by entries of a record, in any order.
    package init(founding: Entry, _ entries: some Sequence<Entry>) {
        self.init(founding: founding)
        let admissions = entries.filter { $0.header.kind == EntryKind.admission.rawValue }
        for entry in admissions.sorted(by: { $0.header.height < $1.header.height }) { _ = take(entry) }
    }

    /// How many may come in through a log altogether; nil if it is not in.
    package func seats(of log: LogID) -> Int? {
        if log == founding { return GatheringLimits.founderSeats }
        if log.author == founding.author { return GatheringLimits.founderAgainSeats }
        return seats[log]
    }

    /// How many more may come in through a log.
    package func seatsLeft(of log: LogID) -> Int { (seats(of: log) ?? 0) - (given[log]?.taken ?? 0) }

    /// Whether a log is in.
    package func contains(_ log: LogID) -> Bool { seats(of: log) != nil }

    /// The log with this tag that somebody let in; nil if nobody did, and also for the founder's.
    package func log(_ tag: LogTag) -> LogID? { tags[tag] }

    /// Takes an entry of the record; those of one log come by height.
    ///
    /// - Returns: the logs that are in from now on, or have more seats, ascending.
    package mutating func take(_ entry: Entry) -> [LogID] {
        guard entry.header.kind == EntryKind.admission.rawValue, entry.header.guest == 0,
            case .admission(let said)? = try? Content(of: entry)
        else { return [] }
        given[entry.header.log, default: Given()].admissions.append((entry.header.height, said))
        return count(from: entry.header.log)
    }

    /// Entries of a log from a height on count no more: it was stopped.
    ///
    /// - Returns: the logs that are in no more, ascending.
    package mutating func cut(_ log: LogID, from height: Int) -> [LogID] {
        given[log]?.admissions.removeAll { $0.height >= height }
        let before = Set(seats.keys)
        (seats, tags) = ([:], [:])
        given = given.mapValues { Given(admissions: $0.admissions) }
        for log in given.keys.sorted() where log.author == founding.author { _ = count(from: log) }
        return before.filter { seats[$0] == nil }.sorted()
    }

    /// Counts what one log says, and then what those say that are in through it.
    private mutating func count(from sponsor: LogID) -> [LogID] {
        var new: [LogID] = []
        var sponsors = [sponsor]
        while let sponsor = sponsors.popLast() {
            guard let own = seats(of: sponsor), var said = given[sponsor] else { continue }
            while said.counted < said.admissions.count {
                let one = said.admissions[said.counted].said
                let taken = said.taken + 1 + one.seats
                guard one.seats <= own / GatheringLimits.seatsGivenPart, taken <= own else { break }
                (said.counted, said.taken) = (said.counted + 1, taken)
                guard one.log.author != founding.author, one.seats > seats[one.log] ?? -1 else { continue }
                if seats[one.log] == nil { tags[LogTag(one.log)] = one.log }
                seats[one.log] = one.seats
                new.append(one.log)
                sponsors.append(one.log)
            }
            given[sponsor] = said
        }
        return new.sorted()
    }
}
