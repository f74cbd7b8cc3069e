import Testing
import Wire

struct IPNetworkTests {
    private func v4(_ bytes: UInt8...) -> IPAddress { .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) }) }

    @Test("A network has the addresses that share its first bits, and no others")
    func contains() throws {
        let network = try #require(IPNetwork(around: v4(192, 0, 2, 77), bits: 26))
        #expect(network.contains(v4(192, 0, 2, 64)) && network.contains(v4(192, 0, 2, 127)))
        #expect(!network.contains(v4(192, 0, 2, 63)) && !network.contains(v4(192, 0, 2, 128)))
        #expect(!network.contains(.v6(high: 0, low: 0)))
        let long = try #require(IPNetwork(around: .v6(high: 7, low: 9 << 60), bits: 68))
        #expect(long.contains(.v6(high: 7, low: 9 << 60 + 1)) && !long.contains(.v6(high: 7, low: 8 << 60)))
        #expect(!long.contains(.v6(high: 6, low: 9 << 60)))
    }

    @Test("Every address is in the network of no bits, and alone in that of all bits")
    func ends() throws {
        for address in [v4(10, 0, 0, 1), .v6(high: 5, low: 5)] {
            let bits = if case .v4 = address { 32 } else { 128 }
            #expect(try #require(IPNetwork(around: address, bits: 0)).contains(address))
            #expect(try #require(IPNetwork(around: address, bits: bits)).contains(address))
            #expect(IPNetwork(around: address, bits: bits + 1) == nil && IPNetwork(around: address, bits: -1) == nil)
        }
        #expect(IPNetwork(near: v4(10, 1, 2, 3)).contains(v4(10, 1, 2, 255)))
        #expect(!IPNetwork(near: v4(10, 1, 2, 3)).contains(v4(10, 1, 3, 3)))
        #expect(IPNetwork(near: .v6(high: 1, low: 2)).contains(.v6(high: 1, low: .max)))
    }
}
