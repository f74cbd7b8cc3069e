import Glibc
import Testing
import Wire

@testable import Discovery

/// Against a real Avahi, where `BAITHAK_AVAHI=1` says that this host has one and an address other than loopback.
@Suite(.enabled(if: getenv("BAITHAK_AVAHI") != nil), .serialized, .timeLimit(.minutes(1)))
struct AvahiTests {
    @Test("Two discoveries find each other and never themselves, and a goodbye is seen")
    func meet() async {
        let left = DNSSDDiscovery()
        let right = DNSSDDiscovery()
        left.browse()
        left.advertise(instance: ServiceNames.renamed("baithak-left"), port: 4101)
        right.browse()
        right.advertise(instance: ServiceNames.renamed("baithak-right"), port: 4102)
        let seen = await resolved(left)
        #expect(seen?.endpoints.allSatisfy { $0.port == 4102 } == true)
        #expect(seen?.protocolVersion == 2)
        let other = await resolved(right)
        #expect(other?.endpoints.allSatisfy { $0.port == 4101 } == true)
        right.withdraw()
        let lost = await first(of: left) { event -> String? in
            if case .lost(let instance) = event { instance } else { nil }
        }
        #expect(lost == seen?.instance)
        left.stop()
        right.stop()
    }

    @Test("A name that another process of this host has is exchanged for another")
    func conflict() async {
        let first = DNSSDDiscovery()
        let second = DNSSDDiscovery()
        let name = ServiceNames.renamed("baithak-same")
        first.advertise(instance: name, port: 4103)
        #expect(await registered(first) == name)
        second.advertise(instance: name, port: 4104)
        let other = await registered(second)
        #expect(other != nil && other != name)
        first.stop()
        second.stop()
    }

    @Test("Subtypes are registered, as many as there may be, and others later under the same name")
    func subtypes() async {
        let discovery = DNSSDDiscovery()
        let name = ServiceNames.renamed("baithak-sub")
        let subtypes = (0..<DiscoveryLimits.subtypesMax).map { "_g0000000\($0)" }
        for list in [subtypes, [], ["_g12345678"]] {
            discovery.advertise(instance: name, port: 4105, subtypes: list)
            #expect(await registered(discovery) == name)
        }
        discovery.stop()
    }

    /// The first that is found of those that are sighted.
    private func resolved(_ discovery: DNSSDDiscovery) async -> Candidate? {
        await first(of: discovery) { event in
            if case .sighted(let instance) = event { discovery.resolve(instance: instance, asks: true) }
            return if case .found(let candidate) = event { candidate } else { nil }
        }
    }

    private func registered(_ discovery: DNSSDDiscovery) async -> String? {
        await first(of: discovery) { event in
            if case .registered(let instance) = event { instance } else { nil }
        }
    }

    private func first<Found>(of discovery: DNSSDDiscovery, _ match: (DiscoveryEvent) -> Found?) async -> Found? {
        for await event in discovery.events {
            if let found = match(event) { return found }
        }
        return nil
    }
}
