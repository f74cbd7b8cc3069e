import Discovery
import Peering

/// Multicast DNS in one room: every laptop's Avahi, which probes for a name, announces, asks and answers as avahi-core
/// 0.8 does, over IPv4 and IPv6, and keeps whatever it hears; and the air between them. A pure value with a clock of
/// its own: what it is told to do happens at its present moment, and ``step()`` lets the next thing happen.
///
/// What laptops tell of themselves, apart from this service, is left out, and so are conflicts of names.
struct Multicast {
    /// What a laptop's daemon hears from its Avahi.
    enum Report: Hashable {
        case sighted(of: Int, by: Int)
        case lost(of: Int, by: Int)
        case found(of: Int, by: Int)
        case unresolved(of: Int, by: Int)
    }

    enum Alarm {
        case probe(Int, run: Int, count: Int)
        case announce(Int, run: Int, count: Int)
        case look(Int, run: Int)
        case browse(Int, run: Int, pauseMS: Int64)
        case ask(Int, Medium.Family)
        case answer(Int, Medium.Family)
        case heard(Message)
        case gone(Int)
        case lookup(id: Int, Lookup.Stage)
        case patience(id: Int, Lookup.Stage)
        case again(id: Int, Lookup.Stage)
    }

    /// One datagram.
    struct Message {
        let sender: Int
        let family: Medium.Family
        var kind = Airtime.Kind.questions
        var microseconds: Int64 = 0
        var questions: [ServiceQuestion] = []
        /// Who asks tells what it knows, so that nobody answers that; the rest follows in messages without questions.
        var known: [ServiceRecord] = []
        var isDivided = false
        /// Records of the sender.
        var answers: [ServiceRecord.Kind] = []
        var isGoodbye = false
    }

    /// One laptop's Avahi, and what its daemon wants of it.
    struct Host {
        enum Phase { case absent, probing, announced }
        var phase = Phase.absent
        /// Counts registrations: what was meant for an earlier one is ignored.
        var run = 0
        /// Avahi draws one random number for all that it delays within ten seconds (`avahi_elapse_time`), of 1,000.
        var jitter: Int64 = 0
        /// When its daemon browses, and for whom; nil while it does not run.
        var browsing: Browsing?
        var lookRun = 0
        /// Which sample it looked at last; all are looked at in turn.
        var sample: Sample?
        /// The browse that is open, and whom it shows, itself among them.
        var browse: Browse?
        var shown: Set<Int> = []
        var browseRun = 0
        /// Whom the daemon knows of, itself among them, with the looks in a row that did not show them.
        var known: [Int: Int] = [:]
        var sides: [Side]
        /// Lookups under way, and those that wait until there are fewer.
        var lookups = 0
        var waiting: [Lookup] = []
    }

    struct Browse {
        /// For whom; nil for everybody.
        let sample: Sample?
    }

    /// A laptop's Avahi in one family.
    struct Side {
        /// Questions that are about to be asked.
        var jobs: [Job] = []
        /// Answers that are about to be given, by kind: when, and to whom if it is one alone.
        var answers = [Answer?](repeating: nil, count: ServiceRecord.Kind.allCases.count)
        /// When a record of its own was sent last, by kind.
        var sentAt = [Instant?](repeating: nil, count: ServiceRecord.Kind.allCases.count)
        /// What it holds of whom: when it heard that, in milliseconds.
        private var heard: [Int32]
        /// Records held, of which Avahi keeps 4,096 for each family (`cache-entries-max`); none goes for a new one.
        private var records = 0
        private let owners: Int

        init(owners: Int) {
            self.owners = owners
            heard = [Int32](repeating: Self.never, count: Holding.allCases.count * owners)
        }

        /// Keeps so many records, heard at this millisecond.
        mutating func keep(_ holding: Holding, of owner: Int, records count: Int, at nowMS: Int32) {
            let index = holding.rawValue * owners + owner
            if heard[index] == Self.never {
                guard records + count <= Self.recordsMax else { return }
                records += count
            }
            heard[index] = nowMS
        }

        mutating func forget(_ holding: Holding, of owner: Int) {
            heard[holding.rawValue * owners + owner] = Self.never
        }

        /// Whether it holds such records, heard less than so long ago.
        func holds(_ holding: Holding, of owner: Int, at nowMS: Int32, youngerThanMS limit: Int64? = nil) -> Bool {
            let heardMS = heard[holding.rawValue * owners + owner]
            return heardMS != Self.never && Int64(nowMS - heardMS) < limit ?? holding.lifetimeMS
        }

        private static let recordsMax = 4_096
        private static let never = Int32.min
    }

    /// What is always told together: that an instance exists; that it is in its sample; its host, port and text; the
    /// host's addresses.
    enum Holding: Int, CaseIterable {
        case pointer, member, service, address

        /// How long others may keep it (RFC 6762, section 10), in milliseconds. Of the text it would be longer.
        var lifetimeMS: Int64 { self == .pointer || self == .member ? 4_500_000 : 120_000 }
    }

    struct Job {
        let question: ServiceQuestion
        let postedAt: Instant
        let dueAt: Instant
    }

    struct Answer {
        var dueAt: Instant
        var querier: Int?
    }

    /// A question without known answers, that others need not ask again: `AVAHI_QUERY_HISTORY_MSEC`.
    struct Asked {
        let at: Instant
        let missedBy: Set<Int>
    }

    let names: [DNSMessage.Names]
    /// The sample of each, and who is in each sample.
    let samples: [Sample]
    let members: [[Int]]
    let everybody: [Int]
    /// A planted mistake: daemons browse from the start to the end.
    let standsOpen: Bool
    /// Of a thousand datagrams, how many each laptop misses.
    let lossPerMille: Int
    private(set) var now = Instant(microseconds: 0)
    var airtime = Airtime()
    var hosts: [Host]
    var lookups: [Int: Lookup] = [:]
    /// Lookups of somebody that are under way.
    var lookupsOf: [[Int]]
    var nextLookup = 0
    var asked: [[ServiceQuestion: Asked]] = [[:], [:]]
    var reports: [Report] = []
    var alarms = EventQueue<Alarm>()
    private var medium = Medium()
    var dice: Dice

    init(names: [DNSMessage.Names], standsOpen: Bool = false, lossPerMille: Int = 0, seed: UInt64) {
        self.names = names
        self.standsOpen = standsOpen
        let samples = names.map { Sample(of: $0.instance) }
        self.samples = samples
        everybody = Array(names.indices)
        members = (0..<Sample.count).map { number in names.indices.filter { samples[$0].number == number } }
        self.lossPerMille = lossPerMille
        dice = Dice(seed: seed)
        let side = Side(owners: names.count)
        let host = Host(sides: [side, side])
        hosts = [Host](repeating: host, count: names.count)
        lookupsOf = [[Int]](repeating: [], count: names.count)
    }

    /// When something happens next.
    var nextTime: Instant? { alarms.nextTime }
    /// Datagrams that wait for the medium.
    var queued: Int { medium.queued }

    /// What is told or wanted from now on happens at this moment, before which nothing is left to happen.
    mutating func wait(until moment: Instant) { now = max(now, moment) }

    /// Lets the next thing happen; tells what daemons hear of it.
    mutating func step() -> [Report] {
        guard let next = alarms.next() else { return [] }
        now = max(now, next.at)
        switch next.happening {
        case .probe(let host, let run, let count): if hosts[host].run == run { probe(host, count) }
        case .announce(let host, let run, let count): if hosts[host].run == run { announce(host, count) }
        case .look(let host, let run): if hosts[host].lookRun == run { look(host) }
        case .browse(let host, let run, let pauseMS):
            if hosts[host].browseRun == run { browseAgain(host, pauseMS: pauseMS) }
        case .ask(let host, let family): ask(host, family)
        case .answer(let host, let family): answer(host, family)
        case .heard(let message):
            medium.sent()
            hear(message)
        case .gone(let owner): forget(owner)
        case .lookup(let id, let stage): progress(id, from: stage)
        case .patience(let id, let stage): giveUp(id, at: stage)
        case .again(let id, let stage): askAgain(id, at: stage)
        }
        return takeReports()
    }

    /// What daemons hear at once of what they asked for.
    mutating func takeReports() -> [Report] {
        defer { reports.removeAll(keepingCapacity: true) }
        return reports
    }

    /// Puts a message of so many bytes on the air. Where questions ride along with a browse, `extra` bytes are theirs.
    mutating func send(_ message: Message, bytes: Int, for kind: Airtime.Kind, extra: Int = 0) {
        var message = message
        message.kind = kind
        message.microseconds = Medium.airtime(bytes: bytes, over: message.family)
        let beyond = Medium.byte * Int64(extra)
        airtime.want(kind, message.microseconds - beyond, at: now)
        airtime.want(.questions, beyond, at: now)
        guard let heardAt = medium.send(airtime: message.microseconds, at: now) else { return airtime.drop() }
        alarms.add(.heard(message), at: heardAt)
    }

    private mutating func hear(_ message: Message) {
        airtime.take(message.kind, message.microseconds, at: now)
        let missedBy = misses(of: message)
        if !message.questions.isEmpty || !message.known.isEmpty { hearQuestions(message, missedBy) }
        if !message.answers.isEmpty { hearAnswers(message, missedBy) }
    }

    private mutating func misses(of message: Message) -> Set<Int> {
        guard lossPerMille > 0 else { return [] }
        return Set(hosts.indices.filter { $0 != message.sender && dice.below(1000) < lossPerMille })
    }

    mutating func drawJitter() -> Int64 { Int64(dice.below(1000)) }

    var nowMS: Int32 { Int32(now.microseconds / 1000) }
}
