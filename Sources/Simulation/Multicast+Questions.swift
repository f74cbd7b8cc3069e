import Discovery
import Peering

/// Browsing, and asking: avahi-core's `querier.c` and `query-sched.c`.
extension Multicast {
    /// A question is sent so long after it was posted: `AVAHI_QUERY_DEFER_MSEC`.
    private static let deferMS: Int64 = 100
    /// It is not if somebody asked the same so long before: `AVAHI_QUERY_HISTORY_MSEC`.
    private static let historyMS: Int64 = 100
    private static let browseMS: Int64 = 1_000
    private static let browseMaxMS: Int64 = 3_600_000

    /// Opens a browse, which shows at once whom Avahi knows, and asks later and again.
    mutating func open(_ sample: Sample?, at host: Int) {
        hosts[host].browse = Browse(sample: sample)
        for owner in owners(in: sample) { show(owner, to: host) }
        browseAgain(host, pauseMS: Self.browseMS)
    }

    /// Closes the browse that is open: what it had to ask is not asked any more.
    mutating func close(at host: Int) {
        guard let browse = hosts[host].browse else { return }
        for family in Medium.Family.allCases { withdraw(.instances(browse.sample), host: host, family) }
        hosts[host].browse = nil
        hosts[host].shown.removeAll(keepingCapacity: true)
        hosts[host].browseRun += 1
    }

    mutating func browseAgain(_ host: Int, pauseMS: Int64) {
        guard let browse = hosts[host].browse else { return }
        for family in Medium.Family.allCases { post(.instances(browse.sample), host: host, family) }
        let nextMS = min(2 * pauseMS, Self.browseMaxMS)
        alarms.add(.browse(host, run: hosts[host].browseRun, pauseMS: nextMS), at: now.advanced(byMS: pauseMS))
    }

    mutating func post(_ question: ServiceQuestion, host: Int, _ family: Medium.Family) {
        guard !hosts[host].sides[family.rawValue].jobs.contains(where: { $0.question == question }) else { return }
        let dueAt = now.advanced(byMS: Self.deferMS)
        hosts[host].sides[family.rawValue].jobs.append(Job(question: question, postedAt: now, dueAt: dueAt))
        alarms.add(.ask(host, family), at: dueAt)
    }

    mutating func withdraw(_ question: ServiceQuestion, host: Int, _ family: Medium.Family) {
        hosts[host].sides[family.rawValue].jobs.removeAll { $0.question == question }
    }

    /// One question is due: all others that wait are asked with it, unless somebody else has asked meanwhile.
    mutating func ask(_ host: Int, _ family: Medium.Family) {
        hosts[host].sides[family.rawValue].jobs.removeAll { [asked = asked[family.rawValue]] job in
            guard let asked = asked[job.question], !asked.missedBy.contains(host) else { return false }
            return asked.at.advanced(byMS: Self.historyMS) >= job.postedAt
        }
        let jobs = hosts[host].sides[family.rawValue].jobs
        guard jobs.contains(where: { $0.dueAt <= now }) else { return }
        hosts[host].sides[family.rawValue].jobs = []
        send(jobs.map(\.question), of: host, over: family)
    }

    /// The questions, then what is known of the answers, in as many messages as it takes.
    private mutating func send(_ questions: [ServiceQuestion], of host: Int, over family: Medium.Family) {
        let browses = questions.contains { if case .instances = $0 { true } else { false } }
        var size = DNSMessage()
        var (message, extra) = (Message(sender: host, family: family), 0)
        for question in questions {
            let before = size.bytes
            switch question {
            case .instances(let sample): size.ask(for: sample)
            case .record(let record):
                size.ask(record.kind, names[record.owner])
                if browses { extra += size.bytes - before }
            }
            message.questions.append(question)
        }
        for record in questions.flatMap({ known($0, at: host, family) }) {
            var before = size.bytes
            size.tell(record.kind, names[record.owner])
            if size.bytes > DNSMessage.bytesMax {
                message.isDivided = true
                put(message, bytes: before, extra: extra, browses)
                (message, extra, size) = (Message(sender: host, family: family, isDivided: true), 0, DNSMessage())
                before = size.bytes
                size.tell(record.kind, names[record.owner])
            }
            if browses, !record.kind.namesInstance { extra += size.bytes - before }
            message.known.append(record)
        }
        put(message, bytes: size.bytes, extra: extra, browses)
    }

    private mutating func put(_ message: Message, bytes: Int, extra: Int, _ browses: Bool) {
        send(message, bytes: bytes, for: browses ? .browsing : .questions, extra: extra)
    }

    /// What answers a question and has not lived for half its time.
    private func known(_ question: ServiceQuestion, at host: Int, _ family: Medium.Family) -> [ServiceRecord] {
        let side = hosts[host].sides[family.rawValue]
        func isYoung(_ holding: Holding, of owner: Int) -> Bool {
            side.holds(holding, of: owner, at: nowMS, youngerThanMS: holding.lifetimeMS / 2)
        }
        switch question {
        case .instances(let sample):
            let (kind, holding) = sample == nil ? (ServiceRecord.Kind.pointer, Holding.pointer) : (.member, .member)
            return owners(in: sample).filter { isYoung(holding, of: $0) }
                .map { ServiceRecord(kind: kind, owner: $0) }
        case .record(let record):
            let holding: Holding = record.kind == .service || record.kind == .text ? .service : .address
            let isTold = record.kind != .v4 || family == .v4
            return isTold && isYoung(holding, of: record.owner) ? [record] : []
        }
    }

    /// Who is in a sample, or everybody.
    func owners(in sample: Sample?) -> [Int] { sample.map { members[$0.number] } ?? everybody }
}
