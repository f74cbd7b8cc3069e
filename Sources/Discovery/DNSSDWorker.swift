import Dispatch
import Wire

/// Does the work of `DNSSDDiscovery`: keeps the handles that the wishes ask for, and starts over when Avahi went away.
///
/// Invariant behind `@unchecked Sendable`: all stored state is touched only on `queue`, which is serial; other threads
/// only call `wake`. Blocking calls happen on `queue` too, and nobody waits for it.
final class DNSSDWorker: @unchecked Sendable {
    private enum Token {
        static let browse: UInt = 1
        static let register: UInt = 2
        static let probe: UInt = 3
        static let firstOfTable: UInt = 16
    }

    private let queue = DispatchQueue(label: "baithak.discovery")
    private let watch = DispatchQueue(label: "baithak.discovery.watch")
    private let mailbox: DiscoveryMailbox
    private let rename: @Sendable (String) -> String
    private let timer: any DispatchSourceTimer
    private var handles: DNSServiceHandles?
    private var table = SightingTable(firstToken: Token.firstOfTable)
    private var actions: [SightingTable.Action] = []
    private var opens: [(token: UInt, request: DNSServiceRequest)] = []
    private var advertised: DiscoveryMailbox.Advertisement?
    private var registration = Registration()
    private var pace = AvahiPace()
    private var browsing = Browsing()
    private var networkChanges = 0
    private var sweep = Sample(number: .random(in: 0..<Sample.count))
    private var backoff = Backoff(firstMS: DiscoveryLimits.backoffFirstMS, lastMS: DiscoveryLimits.backoffLastMS)
    /// When the first call succeeded since Avahi was last lost, if one did; and whether one ever did.
    private var servedSinceMS: Int64?
    private var wasServed = false
    private var retryAtMS: Int64?
    private var settleAtMS: Int64?
    private var probeAtMS: Int64?

    /// A worker that rests until `wake`.
    init(serviceType: String, mailbox: DiscoveryMailbox, rename: @escaping @Sendable (String) -> String) {
        self.mailbox = mailbox
        self.rename = rename
        timer = DispatchSource.makeTimerSource(queue: queue)
        handles = DNSServiceHandles(serviceType: serviceType, queue: queue) { [weak self] token in
            self?.turn { $0.takeAnswers(token) }
        }
        timer.setEventHandler { [weak self] in self?.turn { $0.timePassed() } }
        timer.schedule(deadline: .distantFuture)
        timer.activate()
    }

    /// Looks at the wishes soon. The only entrance from other threads.
    func wake() { queue.async { self.turn { _ in } } }

    /// One turn of the queue: what happened, then whatever follows from it.
    private func turn(_ happened: (DNSSDWorker) -> Void) {
        guard handles != nil else { return }
        happened(self)
        let wishes = mailbox.takeWishes()
        if !wishes.isStopped { fulfil(wishes) }
        performActions()
        if mailbox.isStopped { return close() }
        if browsing.isOver(sighted: table.othersSighted(in: nil), at: Self.nowMS) { endBrowse() }
        openNext()
        judge(wishes)
        schedule(wishes)
    }

    /// Says how discovery is doing, unless Avahi is lost, which is said already.
    private func judge(_ wishes: DiscoveryMailbox.Wishes) {
        guard retryAtMS == nil, wishes.browses || wishes.advertisement != nil,
            wishes.browses == browsing.hasBegun
        else { return }
        if wishes.advertisement == nil {
            mailbox.set(.running(advertised: false))
        } else if registration.isTroubled {
            mailbox.set(.unannounced(reason: DNSServiceError.unannounced))
        } else {
            mailbox.set(registration.isAnnounced ? .running(advertised: true) : .announcing)
        }
    }

    private func close() {
        handles?.closeAll()
        handles = nil
        timer.cancel()
    }

    // MARK: Wishes

    private func fulfil(_ wishes: DiscoveryMailbox.Wishes) {
        browsing.linked(wishes.links, chance: .random(in: 0...1), at: Self.nowMS)
        if networkChanges != wishes.networkChanges {
            networkChanges = wishes.networkChanges
            browsing.askAnew(at: Self.nowMS)
        }
        for wish in wishes.resolves { feed(.resolve(wish.instance, asks: wish.asks)) }
        if advertised != wishes.advertisement {
            // It is freed at the end of this turn only. A registration under the same name and port is there before,
            // so Avahi sends no goodbye for what both say, and nobody sees us go.
            handles?.close(Token.register)
            advertised = wishes.advertisement
            if advertised == nil { registration.ended() }
        }
        if retryAtMS == nil && wishes.browses && browsing.isDue(pace, at: Self.nowMS) { browse() }
        if retryAtMS == nil, !registration.isPausing, let advertised, !isOpen(Token.register) { register(advertised) }
    }

    private func browse() {
        let (error, tookMS) = create(.browse(browsing.sample), Token.browse)
        if error == DNSServiceError.refused || error != 0 && !Descriptors.suffice, browsing.hasBegun {
            // What is registered and looked up goes on meanwhile.
            return browsing.postponed(at: Self.nowMS)
        }
        guard error == 0 else { return lose(DNSServiceError.advice(error, tookMS: tookMS)) }
        registration.browses(true, at: Self.nowMS)
        feed(.looks(browsing.sample))
        // Those known from before are lost if this browse shows them no more.
        if browsing.stays, table.count > 0 { settleAtMS = Self.nowMS + DiscoveryLimits.returnMS }
        browsing.opened(tookMS: tookMS, count: table.count, chance: .random(in: 0...1), at: Self.nowMS)
    }

    /// Ends a look at what Avahi knows, or a browse that shows a crowd.
    private func endBrowse() {
        takeAnswers(Token.browse)
        defer { performActions() }
        guard isOpen(Token.browse) else { return }
        handles?.close(Token.browse)
        settleAtMS = nil
        let shown = table.othersSighted(in: browsing.sample)
        let ownSample = registration.instance.map(Sample.init)
        let isWhole = browsing.sample != nil || table.count <= DiscoveryLimits.judgedMax
        let isJudged = !browsing.stays && !browsing.isBusy && isWhole
        if isJudged { feed(.looked(browsing.sample)) }
        if isJudged, browsing.sample != nil, browsing.sample == ownSample {
            registration.looked(at: Self.nowMS)
        } else {
            registration.browses(false, at: Self.nowMS)
        }
        // One after the other; our own in between, to see whether we are announced.
        sweep = sweep.next
        let looksForUs = registration.isTroubled || browsing.isLinked && sweep.number % 2 == 0
        browsing.closed(
            shown: shown, count: table.count, next: looksForUs ? ownSample ?? sweep : sweep,
            chance: .random(in: 0...1), at: Self.nowMS)
    }

    private func register(_ advertisement: DiscoveryMailbox.Advertisement) {
        var instance = advertisement.instance
        for _ in 0..<DiscoveryLimits.renamesMax {
            feed(.ours(instance, true))
            let request = DNSServiceRequest.register(
                instance: instance, port: advertisement.port,
                subtypes: advertisement.subtypes + [Sample(of: instance).subtype])
            let (error, tookMS) = create(request, Token.register)
            if error == 0 { return registration.asked(instance, at: Self.nowMS) }
            feed(.ours(instance, false))
            if error != DNSServiceError.nameConflict { return lose(DNSServiceError.advice(error, tookMS: tookMS)) }
            instance = rename(instance)
        }
        lose(DNSServiceError.advice(DNSServiceError.nameConflict, tookMS: 0))
    }

    /// Opens a handle while the watch looks at the clock.
    private func create(_ request: DNSServiceRequest, _ token: UInt) -> (error: Int32, tookMS: Int64) {
        let startMS = Self.nowMS
        let call = mailbox.beginCall()
        let leftMS = DiscoveryLimits.busCallMS - DiscoveryLimits.hangMS
        let alarm = DispatchWorkItem { [mailbox] in
            mailbox.report(.unavailable(reason: DNSServiceError.hangs, retryInMS: leftMS), ifCalling: call)
        }
        watch.asyncAfter(deadline: .now() + .milliseconds(Int(DiscoveryLimits.hangMS)), execute: alarm)
        let error = handles?.open(request, token: token) ?? DNSServiceError.unknown
        alarm.cancel()
        mailbox.endCall()
        pace.called(tookMS: Self.nowMS - startMS, at: Self.nowMS)
        probeAtMS = Self.nowMS + DiscoveryLimits.probeMS
        if error == 0 {
            servedSinceMS = servedSinceMS ?? Self.nowMS
            wasServed = true
        }
        return (error, Self.nowMS - startMS)
    }

    /// Avahi is gone: every handle is dead for ever, even if the library does not say so.
    private func lose(_ reason: String) {
        handles?.closeAll()
        performActions()
        opens = []
        feed(.vanished)
        registration.ended()
        registration.browses(false, at: Self.nowMS)
        browsing.ended()
        if let since = servedSinceMS, Self.nowMS >= since + DiscoveryLimits.servedMS { backoff.reset() }
        servedSinceMS = nil
        let pauseMS = backoff.next()
        retryAtMS = Self.nowMS + pauseMS
        settleAtMS = nil
        probeAtMS = nil
        let isAbsent = !wasServed && reason == DNSServiceError.notRunning
        mailbox.set(isAbsent ? .absent : .unavailable(reason: reason, retryInMS: pauseMS))
    }

    // MARK: Answers

    private func takeAnswers(_ token: UInt) {
        guard let (error, answers) = handles?.takeAnswers(token) else { return }
        for answer in answers { take(answer) }
        if error != 0 && isOpen(token) { failed(token, error) }
    }

    /// An error, or no name, is a lost Avahi for browse and register, whatever the callback was: see CDNSSD.c.
    private func take(_ answer: DNSServiceAnswer) {
        guard let request = handles?.request(answer.token) else { return }
        guard answer.error == 0, let name = answer.name else { return failed(answer.token, answer.error) }
        switch request {
        case .browse:
            let interface = answer.interface
            registration.saw(name, interface: interface, isRemoval: answer.isRemoval, at: Self.nowMS)
            feed(answer.isRemoval ? .unsighted(name, interface: interface) : .sighted(name, interface: interface))
        case .register(let instance, _, _):
            // Under the name that Avahi made of it we would be looked for in another sample.
            guard name == instance else { return failed(answer.token, DNSServiceError.nameConflict) }
            feed(.ours(name, true))
            registration.confirmed(name, at: Self.nowMS)
            mailbox.send(.registered(instance: name))
        case .resolve:
            guard let host = answer.host else { return failed(answer.token, DNSServiceError.unknown) }
            feed(.resolved(token: answer.token, host: host, port: answer.port, txt: answer.data))
        case .address:
            guard !answer.isRemoval, let address = IPAddress(bytes: answer.data) else { return }
            feed(.address(token: answer.token, address, interface: answer.interface))
        }
    }

    private func failed(_ token: UInt, _ error: Int32) {
        switch token {
        case Token.register where error == DNSServiceError.nameConflict:
            if case .register(let instance, _, _) = handles?.request(token) { feed(.ours(instance, false)) }
            handles?.close(token)
            if var advertised {
                advertised.instance = rename(advertised.instance)
                register(advertised)
            }
        case Token.browse, Token.register:
            lose(DNSServiceError.advice(DNSServiceError.unknown, tookMS: 0))
        default:
            feed(.failed(token: token))
        }
    }

    // MARK: The table

    private func feed(_ event: SightingTable.Event) { actions += table.handle(event, at: Self.nowMS) }

    /// Performs what the table asks for; what has to be opened waits for its turn by rank, so that the first candidate
    /// of many is found before the last is begun.
    private func performActions() {
        for action in actions {
            switch action {
            case .tell(let event):
                mailbox.send(event)
            case .close(let token):
                opens.removeAll { $0.token == token }
                handles?.close(token)
            case .open(let token, let request):
                let index = opens.firstIndex { $0.request.rank > request.rank } ?? opens.endIndex
                opens.insert((token, request), at: index)
            }
        }
        actions = []
    }

    /// Opens one handle. The others follow in turns of their own, and answers come in between.
    private func openNext() {
        guard let index = nextOpen else { return }
        let (token, request) = opens.remove(at: index)
        let (error, tookMS) = create(request, token)
        if error != 0 && tookMS >= DiscoveryLimits.hangMS {
            lose(DNSServiceError.hangs)
        } else {
            feed(error == 0 ? .opened(token: token, tookMS: tookMS) : .failed(token: token))
        }
        if nextOpen != nil || !actions.isEmpty { wake() }
    }

    /// Which handle may be opened now. What completes a lookup does not wait for a busy Avahi, because its first half
    /// has cost most.
    private var nextOpen: Int? {
        let isFree = pace.notBeforeMS <= Self.nowMS
        return opens.firstIndex { if case .resolve = $0.request { isFree } else { true } }
    }

    private func isOpen(_ token: UInt) -> Bool { handles?.request(token) != nil }

    // MARK: Time

    private static var nowMS: Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000) }

    private func timePassed() {
        let nowMS = Self.nowMS
        if mailbox.isBehind { _ = mailbox.flush() }
        if let due = retryAtMS, due <= nowMS { retryAtMS = nil }
        if let due = settleAtMS, due <= nowMS {
            settleAtMS = nil
            feed(.settled)
        }
        // Closed before it is made anew, which `fulfil` does when the pause is over.
        if registration.step(at: nowMS) == .giveUp { handles?.close(Token.register) }
        if let due = probeAtMS, due <= nowMS { probe() }
        feed(.tick)
    }

    /// Asks for a name on the loopback interface, which nobody else hears: does Avahi still answer?
    private func probe() {
        let question = DNSServiceRequest.address(host: "baithak-probe.local.", interface: 1, family: .v4)
        let (error, tookMS) = create(question, Token.probe)
        handles?.close(Token.probe)
        if error != 0 && tookMS >= DiscoveryLimits.hangMS { lose(DNSServiceError.hangs) }
    }

    private func schedule(_ wishes: DiscoveryMailbox.Wishes) {
        let flushAtMS = mailbox.isBehind ? Self.nowMS + DiscoveryLimits.flushMS : nil
        let openAtMS = opens.isEmpty ? nil : nextOpen == nil ? pace.notBeforeMS : Self.nowMS
        let browseAtMS = wishes.browses && retryAtMS == nil ? browsing.dueMS(pace) : nil
        let dueMS = [
            retryAtMS, settleAtMS, probeAtMS, registration.dueMS, table.nextDeadlineMS, openAtMS, browseAtMS, flushAtMS,
        ].compactMap { $0 }.min()
        guard let dueMS, dueMS < .max else { return timer.schedule(deadline: .distantFuture) }
        timer.schedule(deadline: .now() + .milliseconds(Int(max(0, dueMS - Self.nowMS)) + 1))
    }
}
