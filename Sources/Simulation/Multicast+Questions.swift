import Peering

/// Browsing, and asking: avahi-core's `querier.c` and `query-sched.c`.
extension Multicast {
    /// A question is sent so long after it was posted: `AVAHI_QUERY_DEFER_MSEC`.
    private static let deferMS: Int64 = 100
    /// It is not if somebody asked the same so long before: `AVAHI_QUERY_HISTORY_MSEC`.
    private static let historyMS: Int64 = 100
    private static let browseMS: Int64 = 1_000
    private static let browseMaxMS: Int64 = 3_600_000
    /// The first pause between glances, and the longest.
    private static let glanceMS: Int64 = 500
    private static let glanceMaxMS: Int64 = 16_000

    private static let pointer = ServiceRecord(kind: .pointer, owner: 0)

    mutating func browse(_ host: Int) {
        hosts[host].browses = true
        hosts[host].browseRun += 1
        for owner in hosts.indices {
            hosts[host].shown[owner] = false
            show(owner, to: host)
        }
        for family in Medium.Family.allCases { post(Self.pointer, host: host, family) }
        alarms.add(
            .browse(host, run: hosts[host].browseRun, pauseMS: Self.browseMS), at: now.advanced(byMS: Self.browseMS))
    }

    mutating func stopBrowsing(_ host: Int) {
        hosts[host].browses = false
        hosts[host].browseRun += 1
    }

    mutating func browseAgain(_ host: Int, pauseMS: Int64) {
        var nextMS = min(2 * pauseMS, Self.browseMaxMS)
        switch browsing {
        case .standing:
            for family in Medium.Family.allCases { post(Self.pointer, host: host, family) }
        case .glancing:
            nextMS = min(pauseMS == Self.browseMS && hosts[host].browses ? Self.glanceMS : nextMS, Self.glanceMaxMS)
            hosts[host].browses = true
            for owner in hosts.indices { show(owner, to: host) }
            hosts[host].browses = false
        }
        alarms.add(.browse(host, run: hosts[host].browseRun, pauseMS: nextMS), at: now.advanced(byMS: nextMS))
    }

    mutating func post(_ record: ServiceRecord, host: Int, _ family: Medium.Family) {
        guard !hosts[host].sides[family.rawValue].jobs.contains(where: { $0.record == record }) else { return }
        let dueAt = now.advanced(byMS: Self.deferMS)
        hosts[host].sides[family.rawValue].jobs.append(Job(record: record, postedAt: now, dueAt: dueAt))
        alarms.add(.ask(host, family), at: dueAt)
    }

    mutating func withdraw(_ record: ServiceRecord, host: Int, _ family: Medium.Family) {
        hosts[host].sides[family.rawValue].jobs.removeAll { $0.record == record }
    }

    /// One question is due: all others that wait are asked with it, unless somebody else has asked meanwhile.
    mutating func ask(_ host: Int, _ family: Medium.Family) {
        hosts[host].sides[family.rawValue].jobs.removeAll { [asked = asked[family.rawValue]] job in
            guard let asked = asked[job.record], !asked.missedBy.contains(host) else { return false }
            return asked.at.advanced(byMS: Self.historyMS) >= job.postedAt
        }
        let jobs = hosts[host].sides[family.rawValue].jobs
        guard jobs.contains(where: { $0.dueAt <= now }) else { return }
        hosts[host].sides[family.rawValue].jobs = []
        send(jobs.map(\.record), of: host, over: family)
    }

    /// The questions, then what is known of the answers, in as many messages as it takes.
    private mutating func send(_ questions: [ServiceRecord], of host: Int, over family: Medium.Family) {
        let browses = questions.contains(Self.pointer)
        var size = DNSMessage()
        var (message, extra) = (Message(sender: host, family: family), 0)
        func count(_ record: ServiceRecord, from before: Int) {
            if browses, record.kind != .pointer { extra += size.bytes - before }
        }
        for question in questions {
            let before = size.bytes
            size.ask(question, names[question.owner])
            count(question, from: before)
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
            count(record, from: before)
            message.known.append(record)
        }
        put(message, bytes: size.bytes, extra: extra, browses)
    }

    private mutating func put(_ message: Message, bytes: Int, extra: Int, _ browses: Bool) {
        send(message, bytes: bytes, for: browses ? .browsing : .questions, extra: extra)
    }

    /// What answers a question and has not lived for half its time.
    private func known(_ question: ServiceRecord, at host: Int, _ family: Medium.Family) -> [ServiceRecord] {
        let side = hosts[host].sides[family.rawValue]
        func isYoung(_ holding: Holding, of owner: Int) -> Bool {
            side.holds(holding, of: owner, at: nowMS, youngerThanMS: holding.lifetimeMS / 2)
        }
        let isKnown =
            switch question.kind {
            case .pointer: false
            case .service, .text: isYoung(.service, of: question.owner)
            case .v4: family == .v4 && isYoung(.address, of: question.owner)
            case .v6: isYoung(.address, of: question.owner)
            }
        guard question.kind == .pointer else { return isKnown ? [question] : [] }
        return hosts.indices.filter { isYoung(.pointer, of: $0) }.map { ServiceRecord(kind: .pointer, owner: $0) }
    }
}
