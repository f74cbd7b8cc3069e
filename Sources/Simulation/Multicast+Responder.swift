import Peering

/// Registering, and answering for what is registered: avahi-core's `announce.c`, `probe-sched.c`, `response-sched.c`.
extension Multicast {
    /// `AVAHI_PROBE_JITTER_MSEC`, `AVAHI_PROBE_DEFER_MSEC`, `AVAHI_PROBE_INTERVAL_MSEC`.
    private static let (probeJitterMS, probeDeferMS, probeMS): (Int64, Int64, Int64) = (250, 50, 250)
    private static let probes = 3
    /// Three times, after one second and after two more, each later by up to `AVAHI_ANNOUNCEMENT_JITTER_MSEC`.
    private static let announcements = 3
    private static let announceJitterMS: Int64 = 250
    /// An answer that others may give too waits for so long, and up to so much longer: `AVAHI_RESPONSE_DEFER_MSEC`.
    private static let (answerMS, answerJitterMS): (Int64, Int64) = (20, 100)
    /// What was sent within this is not sent again: `AVAHI_RESPONSE_HISTORY_MSEC`.
    private static let answeredMS: Int64 = 500
    /// A goodbye takes effect after this: RFC 6762, section 10.1.
    private static let goneMS: Int64 = 1_000

    mutating func register(_ host: Int) {
        hosts[host].run += 1
        hosts[host].jitter = drawJitter()
        hosts[host].phase = .probing
        let firstMS = hosts[host].jitter * Self.probeJitterMS / 1000 + Self.probeDeferMS
        alarms.add(.probe(host, run: hosts[host].run, count: 0), at: now.advanced(byMS: firstMS))
    }

    mutating func unregister(_ host: Int) {
        guard hosts[host].phase != .absent else { return }
        let wasAnnounced = hosts[host].phase == .announced
        hosts[host].run += 1
        hosts[host].phase = .absent
        for family in Medium.Family.allCases {
            for kind in ServiceRecord.Kind.allCases { hosts[host].sides[family.rawValue].answers[kind.rawValue] = nil }
            guard wasAnnounced else { continue }
            tell([.pointer, .service, .text, .member], of: host, over: family, for: .announcements, isGoodbye: true)
        }
    }

    mutating func probe(_ host: Int, _ count: Int) {
        let run = hosts[host].run
        var message = DNSMessage()
        message.probe(names[host])
        for family in Medium.Family.allCases {
            send(Message(sender: host, family: family), bytes: message.bytes, for: .probes)
        }
        if count + 1 < Self.probes {
            alarms.add(.probe(host, run: run, count: count + 1), at: now.advanced(byMS: Self.probeMS))
        } else {
            // The last was sent when its time had begun for as long as sending waits.
            let leftMS = Self.probeMS - Self.probeDeferMS
            alarms.add(.announce(host, run: run, count: 0), at: now.advanced(byMS: leftMS))
        }
    }

    mutating func announce(_ host: Int, _ count: Int) {
        hosts[host].phase = .announced
        for family in Medium.Family.allCases {
            let kinds: [ServiceRecord.Kind] = [.text, .pointer, .service, .member]
            give(kinds.filter { isDue($0, host, family) }, host, family, for: .announcements)
        }
        guard count + 1 < Self.announcements else { return }
        let pauseMS = 1_000 << Int64(count) + hosts[host].jitter * Self.announceJitterMS / 1000
        alarms.add(.announce(host, run: hosts[host].run, count: count + 1), at: now.advanced(byMS: pauseMS))
    }

    /// Everybody who is asked for answers, unless who asks knows it already; later also if they say so only then.
    mutating func hearQuestions(_ message: Message, _ missedBy: Set<Int>) {
        let (family, sender) = (message.family, message.sender)
        let known = Set(message.known)
        for question in message.questions {
            if known.isEmpty, !message.isDivided {
                asked[family.rawValue][question] = Asked(at: now, missedBy: missedBy)
            }
            for record in answers(to: question) where record.owner != sender && !missedBy.contains(record.owner) {
                if !known.contains(record) { post(record.kind, host: record.owner, family, querier: sender) }
            }
        }
        for record in message.known where !missedBy.contains(record.owner) {
            let answer = hosts[record.owner].sides[family.rawValue].answers[record.kind.rawValue]
            guard let answer, answer.querier == sender else { continue }
            hosts[record.owner].sides[family.rawValue].answers[record.kind.rawValue] = nil
        }
    }

    /// All that could be told, if all were there.
    private func answers(to question: ServiceQuestion) -> [ServiceRecord] {
        switch question {
        case .instances(nil): everybody.map { ServiceRecord(kind: .pointer, owner: $0) }
        case .instances(let sample): owners(in: sample).map { ServiceRecord(kind: .member, owner: $0) }
        case .record(let record): [record]
        }
    }

    private mutating func post(_ kind: ServiceRecord.Kind, host: Int, _ family: Medium.Family, querier: Int) {
        guard isRegistered(kind, host, family) else { return }
        let waitsMS = kind.namesInstance ? Self.answerMS + hosts[host].jitter * Self.answerJitterMS / 1000 : 0
        let dueAt = now.advanced(byMS: waitsMS)
        if var answer = hosts[host].sides[family.rawValue].answers[kind.rawValue] {
            if answer.querier != querier { answer.querier = nil }
            answer.dueAt = min(answer.dueAt, dueAt)
            hosts[host].sides[family.rawValue].answers[kind.rawValue] = answer
        } else {
            guard isDue(kind, host, family) else { return }
            hosts[host].sides[family.rawValue].answers[kind.rawValue] = Answer(dueAt: dueAt, querier: querier)
        }
        alarms.add(.answer(host, family), at: dueAt)
    }

    /// Whoever still probes tells that the instance exists, and nothing else. Addresses are told over both families if
    /// they are of IPv6, and over IPv4 if they are of IPv4: Avahi's `publish-aaaa-on-ipv4` and `publish-a-on-ipv6`.
    private func isRegistered(_ kind: ServiceRecord.Kind, _ host: Int, _ family: Medium.Family) -> Bool {
        switch kind {
        case .pointer, .member: hosts[host].phase != .absent
        case .service, .text: hosts[host].phase == .announced
        case .v4: family == .v4
        case .v6: true
        }
    }

    private func isDue(_ kind: ServiceRecord.Kind, _ host: Int, _ family: Medium.Family) -> Bool {
        guard let sentAt = hosts[host].sides[family.rawValue].sentAt[kind.rawValue] else { return true }
        return now.milliseconds(since: sentAt) > Self.answeredMS
    }

    mutating func answer(_ host: Int, _ family: Medium.Family) {
        let answers = hosts[host].sides[family.rawValue].answers
        guard answers.contains(where: { $0.map { $0.dueAt <= now } ?? false }) else { return }
        let kinds = ServiceRecord.Kind.allCases.filter { answers[$0.rawValue] != nil }
        give(kinds, host, family, for: kinds.contains(where: \.namesInstance) ? .browseAnswers : .answers)
    }

    /// All that waits to be told goes in one message, and what these records name with it.
    private mutating func give(
        _ kinds: [ServiceRecord.Kind], _ host: Int, _ family: Medium.Family, for purpose: Airtime.Kind
    ) {
        var told: Set<ServiceRecord.Kind> = []
        let waiting = ServiceRecord.Kind.allCases.filter {
            hosts[host].sides[family.rawValue].answers[$0.rawValue] != nil
        }
        func mayTell(_ kind: ServiceRecord.Kind) -> Bool {
            isRegistered(kind, host, family) && isDue(kind, host, family)
        }
        told.formUnion(kinds + waiting)
        if told.contains(where: \.namesInstance) { told.formUnion([.service, .text].filter(mayTell)) }
        if told.contains(.service) { told.formUnion([.v4, .v6].filter(mayTell)) }
        guard !told.isEmpty else { return }
        let order: [ServiceRecord.Kind] = [.text, .pointer, .service, .v6, .v4, .member]
        tell(order.filter(told.contains), of: host, over: family, for: purpose)
    }

    private mutating func tell(
        _ kinds: [ServiceRecord.Kind], of host: Int, over family: Medium.Family, for purpose: Airtime.Kind,
        isGoodbye: Bool = false
    ) {
        var size = DNSMessage()
        for kind in kinds {
            size.tell(kind, names[host])
            hosts[host].sides[family.rawValue].sentAt[kind.rawValue] = now
            hosts[host].sides[family.rawValue].answers[kind.rawValue] = nil
        }
        let message = Message(sender: host, family: family, answers: kinds, isGoodbye: isGoodbye)
        send(message, bytes: size.bytes, for: purpose)
    }

    /// Everybody keeps what they hear.
    mutating func hearAnswers(_ message: Message, _ missedBy: Set<Int>) {
        let (owner, family) = (message.sender, message.family)
        guard !message.isGoodbye else { return hearGoodbye(message, missedBy) }
        let tells = message.answers.contains(.pointer)
        let (isMember, serves) = (message.answers.contains(.member), message.answers.contains(.service))
        let addresses = message.answers.count { $0 == .v4 || $0 == .v6 }
        for host in hosts.indices where !missedBy.contains(host) {
            let nowMS = nowMS
            if tells { hosts[host].sides[family.rawValue].keep(.pointer, of: owner, records: 1, at: nowMS) }
            if isMember { hosts[host].sides[family.rawValue].keep(.member, of: owner, records: 1, at: nowMS) }
            if serves { hosts[host].sides[family.rawValue].keep(.service, of: owner, records: 2, at: nowMS) }
            if addresses > 0 {
                hosts[host].sides[family.rawValue].keep(.address, of: owner, records: addresses, at: nowMS)
            }
            if tells || isMember { show(owner, to: host) }
        }
        for id in lookupsOf[owner] { continueLookup(id) }
    }

    private mutating func hearGoodbye(_ message: Message, _ missedBy: Set<Int>) {
        for host in hosts.indices where !missedBy.contains(host) {
            for holding in [Holding.pointer, .member, .service] {
                hosts[host].sides[message.family.rawValue].forget(holding, of: message.sender)
            }
        }
        alarms.add(.gone(message.sender), at: now.advanced(byMS: Self.goneMS))
    }
}
