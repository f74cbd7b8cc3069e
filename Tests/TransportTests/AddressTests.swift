import NIOCore
import Testing
import Wire

@testable import Transport

struct AddressTests {
    @Test("An endpoint and the system's address of it are the same, both ways")
    func socketAddresses() throws {
        let endpoints = [
            Endpoint.loopback(22_484), Endpoint(address: .v4(0xC000_0201), port: 1_024),
            Endpoint(address: .v6(high: 0x2001_0DB8_0000_0000, low: 0x1234_5678_9ABC_DEF0), port: 65_535),
            Endpoint(address: .v6(high: 0xFE80_0000_0000_0000, low: 1), port: 5_000, scope: 7),
        ]
        for endpoint in endpoints { #expect(Endpoint(endpoint.socketAddress) == endpoint) }
        let system = try SocketAddress(ipAddress: "2001:db8::1234:5678:9abc:def0", port: 65_535)
        #expect(system == endpoints[2].socketAddress)
        #expect(try SocketAddress(ipAddress: "192.0.2.1", port: 1_024) == endpoints[1].socketAddress)
    }

    @Test("An IPv4 neighbour that came to an IPv6 socket is an IPv4 neighbour")
    func mapped() throws {
        let mapped = try SocketAddress(ipAddress: "::ffff:192.0.2.1", port: 5_000)
        #expect(Endpoint(mapped) == Endpoint(address: .v4(0xC000_0201), port: 5_000))
    }

    @Test("What is no IP address is no endpoint")
    func others() throws {
        #expect(Endpoint(nil as SocketAddress?) == nil)
        #expect(Endpoint(try SocketAddress(unixDomainSocketPath: "/x")) == nil)
    }

    @Test("The interface of an address that this machine has is found, and 0 stands for no address")
    func local() {
        #expect(LocalAddresses.interface(of: .loopback(1)) != 0 && LocalAddresses.interface(of: nil) == 0)
    }
}
