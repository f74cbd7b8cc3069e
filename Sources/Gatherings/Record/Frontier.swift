internal import Keys

/// What a node holds of a gathering, in few bytes: so that two nodes see in one round trip that they hold the same, and
/// otherwise soon find what one of them lacks.
///
/// One hash stands for everything; it is over 64 bucket hashes, each over the lines of the logs that fall into it. Who
/// differs compares bucket hashes, then the lines of unequal buckets, then asks for ranges.
package enum Frontier {
    /// How many buckets: with a thousand logs a bucket has 16 lines, as many bytes as the hashes that find it.
    package static let bucketCount = 64
    /// Bytes of a bucket's hash that are compared: nobody finds two lines that collide in 96 bits.
    package static let bucketHashBytes = 12

    /// What a node holds of one log.
    package struct Line: Hashable, Sendable {
        /// Which.
        package let log: LogTag
        /// How many entries.
        package let height: Int
        /// The first eight bytes of the last one's name; 0 where there is none.
        package let headPrefix: UInt64
        /// Where the log is stopped by a ``ForkProof``.
        package let stop: Int?

        /// All fields at once.
        package init(log: LogTag, height: Int, headPrefix: UInt64, stop: Int?) {
            self.log = log
            self.height = height
            self.headPrefix = headPrefix
            self.stop = stop
        }
    }

    /// What to do about a log of which two nodes hold different parts.
    package enum Step: Hashable, Sendable {
        /// Ask for entries of these heights.
        case ask(LogTag, Range<Int>)
        /// Offer entries of these heights.
        case offer(LogTag, Range<Int>)
        /// Both hold entries up to this height, and different ones: ask for the other's last, which proves a fork.
        case compare(LogTag, height: Int)
        /// Ask for the proof that stops the log.
        case askProof(LogTag)
        /// Offer the proof that stops the log.
        case offerProof(LogTag)
    }
}

extension Record {
    /// Stands for everything that is held: equal if, and only if, two nodes hold the same.
    package mutating func frontierHash() -> EntryID {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(32 * Frontier.bucketCount)
        for bucket in 0..<Frontier.bucketCount { bytes += hash(of: bucket).bytes.bytes }
        return .hash(bytes)
    }

    /// The first ``Frontier/bucketHashBytes`` bytes of each bucket's hash.
    package mutating func bucketPrefixes() -> [[UInt8]] {
        (0..<Frontier.bucketCount).map { Array(hash(of: $0).bytes.bytes.prefix(Frontier.bucketHashBytes)) }
    }

    /// The buckets, as bits, in which the prefixes differ from those of somebody else.
    package mutating func differingBuckets(from theirs: [UInt8]) -> UInt64 {
        var buckets: UInt64 = 0
        for (bucket, mine) in bucketPrefixes().enumerated() {
            let start = bucket * Frontier.bucketHashBytes
            if !mine.elementsEqual(theirs[start..<start + Frontier.bucketHashBytes]) { buckets |= 1 << UInt64(bucket) }
        }
        return buckets
    }

    /// What is held of the logs in the buckets whose bits are set, by log.
    package func lines(of buckets: UInt64) -> [Frontier.Line] {
        tags.indices.filter { buckets >> UInt64(tags[$0].bucket) & 1 == 1 }.map { line(at: $0) }
    }

    /// What to do so that both hold the same, given the other's lines of these buckets.
    package func steps(for theirs: [Frontier.Line], of buckets: UInt64) -> [Frontier.Step] {
        let mine = lines(of: buckets)
        var places: [LogTag: Int] = [:]
        for (place, line) in theirs.enumerated() { places[line.log] = place }
        var steps: [Frontier.Step] = []
        for line in mine {
            if let place = places.removeValue(forKey: line.log) {
                steps += Self.steps(line, theirs[place])
            } else {
                steps += Self.steps(line, .init(log: line.log, height: 0, headPrefix: 0, stop: nil))
            }
        }
        for line in theirs where places[line.log] != nil {
            steps += Self.steps(.init(log: line.log, height: 0, headPrefix: 0, stop: nil), line)
        }
        return steps
    }

    private func line(at place: Int) -> Frontier.Line {
        let log = logs[place]
        return Frontier.Line(
            log: tags[place], height: log.height, headPrefix: log.height == 0 ? 0 : log.head.bytes.prefix,
            stop: log.stop)
    }

    private static func steps(_ mine: Frontier.Line, _ theirs: Frontier.Line) -> [Frontier.Step] {
        var steps: [Frontier.Step] = []
        let stops = (mine.stop ?? .max, theirs.stop ?? .max)
        if stops.0 > stops.1 { steps.append(.askProof(mine.log)) }
        if stops.0 < stops.1 { steps.append(.offerProof(mine.log)) }
        // Beyond a stop nothing is wanted by anybody.
        let bound = min(stops.0, stops.1)
        let (here, there) = (min(mine.height, bound), min(theirs.height, bound))
        if here < there { steps.append(.ask(mine.log, here..<there)) }
        if there < here { steps.append(.offer(mine.log, there..<here)) }
        if mine.height == theirs.height, mine.headPrefix != theirs.headPrefix, mine.height > 0, mine.height <= bound {
            steps.append(.compare(mine.log, height: mine.height - 1))
        }
        return steps
    }

    private mutating func hash(of bucket: Int) -> EntryID {
        if let hash = bucketHashes[bucket] { return hash }
        var bytes: [UInt8] = []
        for (place, tag) in tags.enumerated() where tag.bucket == bucket {
            let (id, log) = (ids[place], logs[place])
            bytes += id.author.bytes
            bytes.append(bigEndian: id.number)
            bytes.append(bigEndian: UInt64(log.height))
            bytes += log.height == 0 ? [UInt8](repeating: 0, count: 32) : log.head.bytes.bytes
            bytes.append(bigEndian: log.stop.map { UInt64($0) } ?? .max)
        }
        let hash = EntryID.hash(bytes)
        bucketHashes[bucket] = hash
        return hash
    }
}

extension [UInt8] {
    fileprivate mutating func append(bigEndian number: UInt64) {
        for shift in stride(from: UInt64(56), through: 0, by: -8) { append(UInt8(number >> shift & 0xFF)) }
    }
}
