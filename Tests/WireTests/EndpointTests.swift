import Testing
import Wire

struct EndpointTests {
    func endpoint(_ text: String, _ port: UInt16 = 22_484, scope: UInt32 = 0) throws -> Endpoint {
        Endpoint(address: try IPAddressTests.address(text), port: port, scope: scope)
    }

    @Test("An endpoint is written with brackets and scope where they belong")
    func text() throws {
        #expect(try endpoint("192.0.2.1").description == "192.0.2.1:22484")
        #expect(try endpoint("2001:db8::1").description == "[2001:db8::1]:22484")
        #expect(try endpoint("fe80::1", scope: 2).description == "[fe80::1%2]:22484")
        #expect(try endpoint("fe80::1").description == "[fe80::1]:22484")
    }

    @Test("Only a link-local IPv6 address has a scope")
    func scopes() throws {
        #expect(try endpoint("fe80::1", scope: 2).scope == 2)
        #expect(try endpoint("febf:ffff::1", scope: 2).scope == 2)
        for text in ["fec0::1", "fe7f::1", "2001:db8::1", "::1", "169.254.1.1", "192.0.2.1"] {
            #expect(try endpoint(text, scope: 2) == endpoint(text), "\(text)")
        }
    }

    @Test("Seen through another interface, a link-local address is another endpoint and the rest are the same")
    func scoped() throws {
        let local = try endpoint("fe80::1", scope: 2)
        #expect(local.scoped(to: 3).scope == 3 && local.scoped(to: 3) != local)
        #expect(local.scoped(to: 0).scoped(to: 2) == local)
        let routed = try endpoint("192.0.2.1")
        #expect(routed.scoped(to: 3) == routed)
    }

    @Test(
        "A record may make us dial hosts on the network",
        arguments: [
            "192.0.2.1", "10.0.0.1", "172.16.5.4", "192.168.1.255", "169.254.10.20", "223.255.255.255", "1.0.0.0",
            "126.255.255.255", "128.0.0.0", "2001:db8::1", "fd00::1", "::2",
        ])
    func dialable(_ text: String) throws {
        #expect(try endpoint(text).isDialable)
        #expect(try endpoint(text, 1_024).isDialable && endpoint(text, 65_535).isDialable)
        #expect(
            try !endpoint(text, 1_023).isDialable && !endpoint(text, 22).isDialable && !endpoint(text, 0).isDialable)
    }

    @Test(
        "A record may never make us dial ourselves, everybody or nobody",
        arguments: [
            "127.0.0.1", "127.255.255.255", "::1", "::ffff:127.0.0.1", "0.0.0.0", "0.1.2.3", "::", "::ffff:0.0.0.0",
            "224.0.0.251", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::ffff:224.0.0.1", "ff02::fb", "ff0e::1",
        ])
    func notDialable(_ text: String) throws {
        for port in [1_024, 22_484, 65_535] as [UInt16] { #expect(try !endpoint(text, port, scope: 2).isDialable) }
    }

    @Test("A link-local address can be dialled only where its interface is known")
    func linkLocal() throws {
        #expect(try endpoint("fe80::1", scope: 2).isDialable)
        #expect(try !endpoint("fe80::1").isDialable)
    }

    @Test("Endpoints have one order: address, port, scope")
    func order() throws {
        let ordered = try [
            endpoint("10.0.0.1", 2_000), endpoint("10.0.0.1", 3_000), endpoint("10.0.0.2", 1_000),
            endpoint("fe80::1", 1_000, scope: 1), endpoint("fe80::1", 1_000, scope: 2), endpoint("fe80::1", 2_000),
        ]
        #expect(ordered.reversed().sorted() == ordered)
    }
}
