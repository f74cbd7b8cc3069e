import Glibc
import Testing
import Wire

struct IPAddressTests {
    /// An address from its text, by the system's own reader.
    static func address(_ text: String) throws -> IPAddress {
        var bytes = [UInt8](repeating: 0, count: 16)
        let isV6 = text.contains(":")
        try #require(inet_pton(isV6 ? AF_INET6 : AF_INET, text, &bytes) == 1, "\(text) is no address")
        return try #require(IPAddress(bytes: bytes.prefix(isV6 ? 16 : 4)))
    }

    @Test(
        "An address is written as RFC 5952 says",
        arguments: [
            // 4.1: no leading zeros. 4.2: the longest run, the first of equals, never a single group. 4.3: lower case.
            ("2001:0db8:0000:0000:0000:0000:0002:0001", "2001:db8::2:1"),
            ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"),
            ("2001:0:0:1:0:0:0:1", "2001:0:0:1::1"), ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
            ("2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:0001", "2001:db8:aaaa:bbbb:cccc:dddd:eeee:1"),
            ("0:0:0:0:0:0:0:0", "::"), ("0:0:0:0:0:0:0:1", "::1"), ("1:0:0:0:0:0:0:0", "1::"),
            ("0:1:0:0:0:0:0:0", "0:1::"), ("fe80:0:0:0:0:0:0:1", "fe80::1"), ("192.0.2.1", "192.0.2.1"),
            ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ])
    func text(_ given: String, _ written: String) throws {
        #expect(try Self.address(given).description == written)
    }

    @Test("Random addresses are written as the system writes them, and read back to the same bytes")
    func likeTheSystem() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed of the random addresses: \(seed)")
        var generator = SeededGenerator(state: seed)
        for _ in 0..<2_000 {
            // Never ::/16, where the system may write the last four bytes as IPv4.
            var bytes = [0x20] + generator.bytes(15)
            for index in 1..<8 where Bool.random(using: &generator) {
                bytes.replaceSubrange(2 * index..<2 * index + 2, with: [0, 0])
            }
            var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
            inet_ntop(AF_INET6, bytes, &text, socklen_t(text.count))
            let system = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            let address = try #require(IPAddress(bytes: bytes))
            #expect(address.description == system, "seed \(seed)")
            #expect(address.bytes == bytes, "seed \(seed)")
        }
    }

    @Test("An address has 4 or 16 bytes", arguments: [0, 1, 3, 5, 8, 15, 17, 32])
    func lengths(_ count: Int) {
        #expect(IPAddress(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test("An IPv4 address in the form of an IPv6 one is the IPv4 address")
    func mapped() throws {
        #expect(try Self.address("::ffff:192.0.2.1") == .v4(0xC000_0201))
        #expect(try Self.address("::ffff:127.0.0.1").isLoopback)
        // Other forms that hold one are not.
        #expect(try Self.address("::192.0.2.1") != .v4(0xC000_0201))
        #expect(try Self.address("64:ff9b::192.0.2.1") != .v4(0xC000_0201))
        #expect(try Self.address("0:0:0:0:1:ffff:c000:201") != .v4(0xC000_0201))
    }

    @Test("Addresses have one order: IPv4 first, then by value")
    func order() throws {
        let texts = [
            "0.0.0.0", "10.0.0.2", "10.0.0.10", "255.255.255.255", "::", "::1", "fe80::", "fe80::1", "ff02::1",
        ]
        let addresses = try texts.map(Self.address)
        #expect(addresses.reversed().sorted() == addresses)
    }
}
