import Peering

/// The air of a room with one access point, which sends multicast to all, one frame after the other, at the lowest
/// rate, and never again if somebody missed it. What a laptop sends to the access point before is unicast and fast, and
/// left out; so is the wait for the next beacon where somebody saves power.
struct Medium {
    enum Family: Int, CaseIterable, Sendable { case v4, v6 }

    private var freeAt = Instant(microseconds: 0)
    /// Frames that wait or are being sent.
    private(set) var queued = 0

    /// Frames that an access point holds back: mac80211's `AP_MAX_BC_BUFFER`.
    static let queueMax = 128
    /// IEEE 802.11-2020, 15.3.2 and table 15-5 (DSSS): preamble and header at 1 Mbit/s, in microseconds.
    static let preamble: Int64 = 192
    /// SIFS and two slots.
    static let interframe: Int64 = 10 + 2 * 20
    /// Half of the least contention window, 31 slots: it grows only when something is sent again.
    static let backoff: Int64 = 31 * 20 / 2
    /// MAC header and checksum (9.3.2.1), and CCMP (12.5.3), in bytes.
    static let frameBytes: Int64 = 24 + 4 + 16
    /// LLC and SNAP (RFC 1042), and UDP.
    static let datagramBytes: Int64 = 8 + 8
    /// Microseconds for a byte at 1 Mbit/s.
    static let byte: Int64 = 8

    /// For how long a message is on the air, in microseconds, with the silence that has to come before.
    static func airtime(bytes: Int, over family: Family) -> Int64 {
        let network: Int64 = family == .v4 ? 20 : 40
        return interframe + backoff + preamble + byte * (frameBytes + datagramBytes + network + Int64(bytes))
    }

    /// When a message that is handed over now will have been heard; nil if there is no room for it.
    mutating func send(airtime: Int64, at now: Instant) -> Instant? {
        guard queued < Self.queueMax else { return nil }
        queued += 1
        freeAt = Instant(microseconds: max(freeAt, now).microseconds + airtime)
        return freeAt
    }

    /// A message has been heard.
    mutating func sent() { queued -= 1 }
}

/// The airtime that multicast took.
package struct Airtime: Hashable, Sendable {
    /// What was sent for what.
    package enum Kind: Int, CaseIterable, Sendable {
        /// Registering: whether a name is free.
        case probes
        /// Registering: that it is taken now, and that it is free again.
        case announcements
        /// Browsing: who is there, with all who are known already.
        case browsing
        /// What others answer to that.
        case browseAnswers
        /// Resolving: where somebody is.
        case questions
        /// What they answer to that.
        case answers
    }

    /// Microseconds that were asked for in each second, by kind.
    private var wanted: [[Int64]] = []
    /// Microseconds in each second in which something was on the air.
    private var taken: [Int64] = []
    /// Messages heard, by kind.
    private var messages = [Int](repeating: 0, count: Kind.allCases.count)
    /// Messages for which there was no room.
    package private(set) var dropped = 0

    /// Microseconds of airtime that kinds of messages asked for, in whole seconds since the start; also for those that
    /// were dropped then.
    package func wanted(_ kinds: [Kind], seconds range: Range<Int>) -> Int64 {
        wanted[range.clamped(to: wanted.indices)].reduce(0) { sum, second in
            kinds.reduce(sum) { $0 + second[$1.rawValue] }
        }
    }

    /// Microseconds in which something was on the air, in whole seconds since the start.
    package func taken(seconds range: Range<Int>) -> Int64 { taken[range.clamped(to: taken.indices)].reduce(0, +) }

    /// Messages of one kind that were heard.
    package func messages(_ kind: Kind) -> Int { messages[kind.rawValue] }

    /// Messages heard by whoever listened all the time.
    package var heard: Int { messages.reduce(0, +) }

    mutating func want(_ kind: Kind, _ microseconds: Int64, at moment: Instant) {
        let second = Int(moment.microseconds / 1_000_000)
        while wanted.count <= second { wanted.append([Int64](repeating: 0, count: Kind.allCases.count)) }
        wanted[second][kind.rawValue] += microseconds
    }

    mutating func drop() { dropped += 1 }

    mutating func take(_ kind: Kind, _ microseconds: Int64, at moment: Instant) {
        messages[kind.rawValue] += 1
        let second = Int(moment.microseconds / 1_000_000)
        while taken.count <= second { taken.append(0) }
        taken[second] += microseconds
    }
}
