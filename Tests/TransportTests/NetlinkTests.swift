import CLinux
import Glibc
import Testing
import Wire

@testable import Transport

struct NetlinkTests {
    @Test("Interfaces are read with kind, master, state, addresses, route and neighbours")
    func reads() throws {
        let all = NetworkInterface.all(
            links: Bytes.link(1, "lo", hardware: 772, kind: nil) + Bytes.link(2, "wlan0", kind: nil)
                + Bytes.link(3, "docker0", kind: "bridge", flags: 0x1)
                + Bytes.link(4, "veth7", kind: "veth", master: 3),
            addresses: Bytes.address(2, [192, 0, 2, 9]) + Bytes.address(3, [172, 17, 0, 1])
                + Bytes.address(1, [127, 0, 0, 1]) + Bytes.address(99, [10, 0, 0, 1]),
            routes: Bytes.route(to: 2, prefix: 0) + Bytes.route(to: 3, prefix: 16),
            neighbours: Bytes.neighbour(3, state: 0x04) + Bytes.neighbour(2, state: 0x20))
        #expect(all.map(\.name) == ["lo", "wlan0", "docker0", "veth7"])
        #expect(all.map(\.kind) == [.loopback, .hardware, .bridge, .veth])
        #expect(all.map(\.isConnected) == [true, true, false, true])
        #expect(all.map(\.master) == [0, 0, 0, 3])
        #expect(all.map(\.hasDefaultRoute) == [false, true, false, false])
        #expect(all.map(\.networks.count) == [0, 0, 0, 0], "a route without a destination leads nowhere")
        #expect(all.map(\.hasNeighbours) == [false, false, true, false])
        #expect(all.map(\.addresses.count) == [0, 1, 1, 0])
    }

    @Test("An IPv6 address that is not known to be unique is not read, and a deprecated one comes last")
    func flags() {
        let fd00: [UInt8] = [0xFD] + [UInt8](repeating: 0, count: 14)
        let all = NetworkInterface.all(
            links: Bytes.link(2, "wlan0", kind: nil),
            addresses: Bytes.address(2, fd00 + [1], flags: 0x20) + Bytes.address(2, fd00 + [2], flags: 0x40)
                + Bytes.address(2, fd00 + [3], flags: 0x48) + Bytes.address(2, fd00 + [4], flags: 0x80),
            routes: [], neighbours: [])
        #expect(all.first?.addresses.map { "\($0)" } == ["fd00::4", "fd00::1"])
    }

    @Test("Bytes that are cut anywhere, or changed anywhere, end the reading and nothing else")
    func hostile() {
        let links = Bytes.link(2, "wlan0", kind: nil) + Bytes.link(4, "veth7", kind: "veth", master: 3)
        let addresses = Bytes.address(2, [192, 0, 2, 9]) + Bytes.address(4, [192, 0, 2, 10])
        for length in 0...links.count {
            let all = NetworkInterface.all(
                links: Array(links.prefix(length)), addresses: Array(addresses.prefix(length)), routes: [],
                neighbours: [])
            #expect(all.count <= 2)
        }
        for place in links.indices {
            for value: UInt8 in [0, 1, 3, 15, 0x7F, 0xFF] {
                var changed = links
                changed[place] = value
                let all = NetworkInterface.all(
                    links: changed, addresses: changed, routes: changed, neighbours: changed)
                #expect(all.count <= 2)
            }
        }
    }

    @Test("An answer ends where the kernel says so, and nothing is read behind its bytes")
    func judges() {
        func judge(_ bytes: [UInt8], first count: Int) -> Int32 { baithak_netlink_judge(bytes, count) }
        let table = Bytes.route(to: 2, prefix: 0)
        let end = Bytes.message(3, [0, 0, 0, 0])
        #expect(judge(table, first: table.count) == 0)
        #expect(judge(table + end, first: table.count + end.count) == 1)
        // A last message of 17 bytes lacks its padding, and an end behind it is none of this answer's.
        #expect(judge(Bytes.message(24, [2]) + end, first: 17) == 0)
        #expect(judge(Bytes.message(2, Bytes.number(-EPERM) + [UInt8](repeating: 0, count: 16)), first: 36) == -EPERM)
        #expect(judge(Bytes.message(2, []) + Bytes.number(-EPERM), first: 16) == -EPROTO)
        for count in 0..<table.count {
            #expect(judge(table + end, first: count) == (count == 0 ? 0 : -EPROTO))
        }
        for length: UInt32 in [0, 15, 0x7FFF_FFFD, .max] {
            #expect(judge(Bytes.number(length) + table.dropFirst(4) + end, first: table.count) == -EPROTO)
        }
    }

    @Test("This machine has a loopback interface")
    func here() throws {
        let all = try #require(NetworkInterface.all())
        #expect(all.contains { $0.kind == .loopback && $0.addresses.isEmpty })
    }
}

/// What the kernel would say, in the byte order of this machine.
private enum Bytes {
    static func link(
        _ index: UInt32, _ name: String, hardware: UInt16 = 1, kind: String?, master: UInt32 = 0, flags: UInt32 = 0x41
    ) -> [UInt8] {
        var body = number(UInt16(0)) + number(hardware) + number(index) + number(flags) + number(UInt32(0))
        body += attribute(3, Array(name.utf8) + [0])
        if let kind { body += attribute(18, attribute(1, Array(kind.utf8))) }
        if master != 0 { body += attribute(10, number(master)) }
        return message(16, body)
    }

    static func address(_ index: UInt32, _ bytes: [UInt8], flags: UInt32 = 0x80) -> [UInt8] {
        let family: UInt8 = bytes.count == 4 ? 2 : 10
        return message(
            20,
            [family, 24, UInt8(truncatingIfNeeded: flags), 0] + number(index) + attribute(1, bytes)
                + attribute(8, number(flags)))
    }

    static func route(to index: UInt32, prefix: UInt8) -> [UInt8] {
        message(24, [2, prefix, 0, 0, 254, 3, 0, 1] + number(UInt32(0)) + attribute(4, number(index)))
    }

    static func neighbour(_ index: UInt32, state: UInt16) -> [UInt8] {
        message(28, [2, 0, 0, 0] + number(index) + number(state) + [0, 1])
    }

    static func message(_ type: UInt16, _ body: [UInt8]) -> [UInt8] {
        number(UInt32(16 + body.count)) + number(type) + number(UInt16(2)) + number(UInt64(0)) + padded(body)
    }

    private static func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        number(UInt16(4 + value.count)) + number(type) + padded(value)
    }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }

    static func number(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value) { [UInt8]($0) }
    }
}
