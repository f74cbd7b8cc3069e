import Discovery
import Peering
import Testing

@testable import Simulation

struct MulticastTests {
    /// So many laptops, named as they were in a capture of real daemons.
    func room(of count: Int, standsOpen: Bool = false, lossPerMille: Int = 0) -> Multicast {
        let names = (0..<count).map { DNSMessage.Names(instance: "baithak-\(1000 + $0)", host: "h\($0 % 10)") }
        return Multicast(names: names, standsOpen: standsOpen, lossPerMille: lossPerMille, seed: 1)
    }

    /// Lets so many milliseconds pass; what daemons heard in them.
    @discardableResult
    func run(_ room: inout Multicast, ms: Int64) -> [Multicast.Report] {
        let end = room.now.advanced(byMS: ms)
        var reports = room.takeReports()
        while let next = room.nextTime, next <= end { reports += room.step() }
        room.wait(until: end)
        return reports
    }

    @Test("Messages are as long as those that real Avahis sent")
    func sizes() {
        let okyj = DNSMessage.Names(instance: "baithak-okyj", host: "h8")
        let bs2x = DNSMessage.Names(instance: "baithak-bs2x", host: "h10")
        func size(_ make: (inout DNSMessage) -> Void) -> Int {
            var message = DNSMessage()
            make(&message)
            return message.bytes
        }
        #expect(size { $0.ask(for: nil) } == 37)
        #expect(size { $0.ask(for: Sample(number: 8)) } == 51)
        #expect(size { $0.probe(okyj) } == 99)
        #expect(size { $0.probe(bs2x) } == 100)
        #expect(size { $0.tell(.pointer, okyj) } == 58)
        let announced: [ServiceRecord.Kind] = [.text, .pointer, .service, .v6, .v4]
        #expect(size { message in announced.forEach { message.tell($0, okyj) } } == 151)
        #expect(size { message in announced.prefix(3).forEach { message.tell($0, okyj) } } == 107)
        let inSample = announced + [.member]
        #expect(size { message in inSample.forEach { message.tell($0, okyj) } } == 179)
        let known = (0..<6).map { DNSMessage.Names(instance: "baithak-\(1000 + $0)", host: "h") }
        #expect(
            size { message in
                message.ask(for: nil)
                known.forEach { message.tell(.pointer, $0) }
            } == 37 + 6 * DNSMessage.knownBytes)
        let asked: [ServiceRecord.Kind] = [.service, .text]
        #expect(
            size { message in
                asked.forEach { message.ask($0, okyj) }
                asked.forEach { message.tell($0, okyj) }
            } == 105)
    }

    @Test("A message is on the air for as long as its frame takes at 1 Mbit/s")
    func airtime() {
        // 99 bytes, headers of UDP, IPv4, LLC, MAC and CCMP: 179 bytes; 552 microseconds before.
        #expect(Medium.airtime(bytes: 99, over: .v4) == 552 + 8 * 179)
        #expect(Medium.airtime(bytes: 99, over: .v6) == 552 + 8 * 199)
    }

    @Test("One frame is sent after the other, and what does not fit the queue is lost")
    func queue() {
        var medium = Medium()
        let now = Instant(microseconds: 5)
        let heard = (0..<130).map { _ in medium.send(airtime: 1_000, at: now) }
        #expect(heard.prefix(2) == [Instant(microseconds: 1_005), Instant(microseconds: 2_005)])
        #expect(heard.compactMap(\.self).count == 128)
        medium.sent()
        #expect(medium.send(airtime: 1_000, at: now) == Instant(microseconds: 129_005))
    }

    @Test("Registering is three probes and three announcements over each family, and shows everybody to all")
    func registering() {
        var room = room(of: 5)
        for host in 0..<5 { room.register(host) }
        run(&room, ms: 740)
        #expect(room.airtime.messages(.announcements) == 0)
        for host in 0..<5 { room.browse(host) }
        let reports = run(&room, ms: 600)
        #expect(Set(reports).count == 20 && reports.count == 20)
        #expect(reports.allSatisfy { if case .sighted = $0 { true } else { false } })
        run(&room, ms: 4_000)
        #expect(room.airtime.messages(.probes) == 30)
        #expect(room.airtime.messages(.announcements) == 30)
    }

    @Test("A browse that stays open asks once for all who browse at that moment, and later with all whom it knows")
    func browsing() {
        var room = room(of: 60, standsOpen: true)
        for host in 0..<60 { room.register(host) }
        run(&room, ms: 5_000)
        let before = room.airtime
        for host in 0..<10 { room.browse(host) }
        let reports = room.takeReports()
        #expect(reports.count == 590, "what was heard is shown at once")
        run(&room, ms: 900)
        // Each has 60 to tell of whom it knows; 50 or so fit one message.
        #expect(room.airtime.messages(.browsing) - before.messages(.browsing) == 40)
        #expect(room.airtime.messages(.browseAnswers) == before.messages(.browseAnswers))
        run(&room, ms: 1_000)
        #expect(room.airtime.messages(.browsing) - before.messages(.browsing) == 80)
    }

    @Test("A question that tells of nobody is not asked again by others within a tenth of a second")
    func duplicates() {
        var room = room(of: 10)
        for host in 0..<10 {
            room.browse(host)
            run(&room, ms: 9)
        }
        run(&room, ms: 800)
        #expect(room.airtime.messages(.browsing) == 2, "one over each family")
    }

    @Test("The first look asks everybody; those after it show who announced themselves, a sample at a time")
    func looks() {
        var room = room(of: 40)
        for host in 0..<40 {
            room.browse(host)
            run(&room, ms: 5)
        }
        run(&room, ms: 850)
        let asked = room.airtime.messages(.browsing)
        #expect(asked == 2, "one over each family, for all")
        for host in 0..<40 { room.register(host) }
        let reports = run(&room, ms: 5_000)
        #expect(Set(reports).count == reports.count && (40..<40 * 39).contains(reports.count))
        #expect(room.airtime.messages(.browseAnswers) == 0)
        run(&room, ms: 60_000)
        #expect(room.airtime.messages(.browsing) < 40 * 4, "each asks again once, or twice, in a minute")
    }

    @Test("A question for a sample is answered by whoever is in it and not known yet, and by nobody else")
    func sample() {
        var room = room(of: 60)
        for host in 0..<60 { room.register(host) }
        run(&room, ms: 6_000)
        let before = room.airtime
        let sample = room.samples[7]
        for family in Medium.Family.allCases { room.post(.instances(sample), host: 3, family) }
        run(&room, ms: 500)
        #expect(room.airtime.messages(.browsing) - before.messages(.browsing) == 2)
        #expect(room.airtime.messages(.browseAnswers) == before.messages(.browseAnswers), "all are known")
        for owner in 0..<60 { room.hosts[3].sides[0].forget(.member, of: owner) }
        for family in Medium.Family.allCases { room.post(.instances(sample), host: 3, family) }
        run(&room, ms: 500)
        let members = room.members[sample.number].count { $0 != 3 }
        #expect(room.airtime.messages(.browseAnswers) - before.messages(.browseAnswers) == members)
    }

    @Test("Where few are known, a browse stays open, until it shows too many")
    func staying() {
        var room = room(of: 30)
        for host in 0..<5 {
            room.register(host)
            room.browse(host)
        }
        run(&room, ms: 30_000)
        #expect((0..<5).allSatisfy { room.hosts[$0].browsing?.stays == true })
        for host in 5..<30 { room.register(host) }
        run(&room, ms: 5_000)
        #expect((0..<5).allSatisfy { room.hosts[$0].browsing?.stays == false })
    }

    @Test("Whoever has links looks seldom, and looks at once for everybody when they are lost")
    func links() {
        var room = room(of: 30)
        for host in 0..<30 { room.register(host) }
        run(&room, ms: 5_000)
        room.browse(0)
        run(&room, ms: 2_000)
        room.linked(2, by: 0)
        for owner in 0..<30 { room.unregister(owner) }
        #expect(run(&room, ms: 7_500).isEmpty)
        room.linked(0, by: 0)
        run(&room, ms: 10_000)
        #expect(room.hosts[0].known.isEmpty)
    }

    @Test("What was heard is found without a question; what was not, with one, if it is to be asked for")
    func lookups() {
        var room = room(of: 3)
        room.register(0)
        run(&room, ms: 5_000)
        room.resolve(0, by: 1, asks: false)
        #expect(run(&room, ms: 200) == [.found(of: 0, by: 1)])
        #expect(room.airtime.messages(.questions) == 0)
        // Two minutes later nobody remembers where it is.
        run(&room, ms: 125_000)
        room.resolve(0, by: 1, asks: false)
        #expect(run(&room, ms: 200) == [.unresolved(of: 0, by: 1)])
        #expect(room.airtime.messages(.questions) == 0)
        room.resolve(0, by: 1, asks: true)
        #expect(run(&room, ms: 200) == [.found(of: 0, by: 1)])
        #expect(room.airtime.messages(.questions) == 2, "over both families")
        #expect(room.airtime.messages(.answers) == 2)
        room.resolve(2, by: 1, asks: true)
        #expect(run(&room, ms: 2_000) == [.unresolved(of: 2, by: 1)])
        #expect(room.airtime.messages(.questions) == 6, "asked again after a second")
    }

    @Test("Whoever still probes tells that it exists, and not where it is")
    func probing() {
        var room = room(of: 2)
        room.register(0)
        room.browse(1)
        #expect(run(&room, ms: 300) == [.sighted(of: 0, by: 1)])
        room.resolve(0, by: 1, asks: true)
        #expect(run(&room, ms: 250).isEmpty)
        #expect(room.airtime.messages(.answers) == 0)
        #expect(run(&room, ms: 500) == [.found(of: 0, by: 1)], "its announcement is heard")
    }

    @Test("Where a browse stays open, a goodbye takes effect after a second")
    func goodbye() {
        var room = room(of: 2)
        room.browse(1)
        room.register(0)
        run(&room, ms: 8_000)
        room.unregister(0)
        #expect(run(&room, ms: 900).isEmpty)
        #expect(run(&room, ms: 200) == [.lost(of: 0, by: 1)])
    }

    @Test("Of a lossy medium everybody misses something else, and announcements make up for it")
    func loss() {
        var room = room(of: 20, standsOpen: true, lossPerMille: 300)
        for host in 0..<20 {
            room.browse(host)
            room.register(host)
        }
        let early = run(&room, ms: 1_100)
        #expect(early.count < 380)
        #expect(Set(early + run(&room, ms: 10_000)).count == 380)
    }

    @Test("Avahi holds records of 682 people over IPv4, and forgets none for a new one")
    func fullCache() {
        var side = Multicast.Side(owners: 1_000)
        for owner in 0..<1_000 {
            side.keep(.pointer, of: owner, records: 1, at: 0)
            side.keep(.member, of: owner, records: 1, at: 0)
            side.keep(.service, of: owner, records: 2, at: 0)
            side.keep(.address, of: owner, records: 2, at: 0)
        }
        #expect((0..<1_000).count { side.holds(.address, of: $0, at: 1) } == 682)
    }
}
