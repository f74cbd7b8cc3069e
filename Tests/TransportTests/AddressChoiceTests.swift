import Testing
import Wire

@testable import Transport

struct AddressChoiceTests {
    /// A laptop's Wi-Fi, with the default route.
    private func wifi(_ index: UInt32 = 2) -> NetworkInterface {
        var wifi = NetworkInterface(index: index, name: "wlan0", kind: .hardware)
        wifi.hasDefaultRoute = true
        wifi.addresses = [v4(192, 168, 1, 9), v6(0xFE80 << 48, 9), v6(0x2001_0DB8 << 32, 9)]
        return wifi
    }

    /// A bridge as Docker makes them, with a container if it is connected.
    private func docker(_ number: UInt8, index: UInt32) -> NetworkInterface {
        var bridge = NetworkInterface(index: index, name: "docker\(number)", kind: .bridge)
        bridge.addresses = [v4(172, 17 + number, 0, 1)]
        return bridge
    }

    private func wireguard(_ index: UInt32 = 90) -> NetworkInterface {
        var tunnel = NetworkInterface(index: index, name: "wg0", kind: .tunnel)
        tunnel.addresses = [v4(10, 8, 0, 2)]
        return tunnel
    }

    private func told(_ interfaces: [NetworkInterface], names: [String] = []) -> [String] {
        AddressChoice(among: interfaces, names: names, port: 5_000).told.map { "\($0.endpoint.address)" }
    }

    private func leftOut(_ interfaces: [NetworkInterface], names: [String] = []) -> [String: AddressChoice.Reason] {
        let left = AddressChoice(among: interfaces, names: names, port: 5_000).leftOut
        return Dictionary(left.map { ($0.interface, $0.reason) }, uniquingKeysWith: { first, _ in first })
    }

    @Test("The Wi-Fi's addresses come before those of ten bridges of Docker's, whatever their numbers")
    func laptop() {
        let bridges = (0..<10).map { docker($0, index: 10 + UInt32($0)) }
        let all = bridges + [wifi(50)]
        #expect(
            told(all) == [
                "192.168.1.9", "2001:db8::9", "fe80::9", "172.17.0.1", "172.18.0.1", "172.19.0.1", "172.20.0.1",
                "172.21.0.1",
            ])
        let left = leftOut(all)
        #expect(Set(left.keys) == ["docker5", "docker6", "docker7", "docker8", "docker9"])
        #expect(left.values.allSatisfy { $0 == .tooMany })
    }

    @Test("A bridge that a device belongs to, or that leads everywhere, is as good as the device")
    func bridged() {
        var device = NetworkInterface(index: 3, name: "eth0", kind: .hardware)
        device.master = 20
        var bridge = docker(3, index: 20)
        #expect(told([docker(0, index: 10), device, bridge]) == ["172.20.0.1", "172.17.0.1"])
        bridge.hasDefaultRoute = true
        #expect(told([docker(0, index: 10), bridge]) == ["172.20.0.1", "172.17.0.1"])
        bridge.hasDefaultRoute = false
        #expect(told([docker(0, index: 10), bridge]) == ["172.17.0.1", "172.20.0.1"])
    }

    @Test("A port of a bridge is not told, because what it has leads to nobody; one of a VRF is")
    func ports() {
        var port = NetworkInterface(index: 3, name: "veth1", kind: .veth)
        port.addresses = [v6(0xFE80 << 48, 3)]
        port.master = 10
        #expect(leftOut([docker(0, index: 10), port]) == ["veth1": .port])
        let routing = NetworkInterface(index: 10, name: "red", kind: .virtual)
        #expect(told([routing, port]) == ["fe80::3"])
    }

    @Test("A tunnel is told only if the settings name it, or if nothing else has an address")
    func tunnels() {
        #expect(told([wifi(), wireguard()]).contains("10.8.0.2") == false)
        #expect(leftOut([wifi(), wireguard()]) == ["wg0": .tunnel])
        #expect(told([wifi(), wireguard()], names: ["wlan0", "wg0"]).last == "10.8.0.2")
        #expect(told([wifi(), wireguard()], names: ["wg0"]) == ["10.8.0.2"])
        #expect(leftOut([wifi(), wireguard()], names: ["wg0"]) == ["wlan0": .notNamed])
        var off = wifi()
        off.isConnected = false
        #expect(told([off, wireguard()]) == ["10.8.0.2"])
    }

    @Test("An interface without a network is not told, its links cannot live, and a device without one is named")
    func disconnected() {
        var cable = NetworkInterface(index: 3, name: "eth0", kind: .hardware)
        cable.addresses = [v4(10, 1, 1, 1)]
        cable.isConnected = false
        var idle = docker(0, index: 10)
        idle.isConnected = false
        let choice = AddressChoice(among: [cable, idle, wifi()], names: [], port: 5_000)
        #expect(choice.told.allSatisfy { $0.interface == "wlan0" })
        #expect(choice.leftOut.map(\.reason) == [.disconnected, .disconnected])
        #expect(choice.withoutNetwork == ["eth0"])
        #expect(choice.connected.contains(Endpoint(address: v4(10, 1, 1, 1), port: 0)) == false)
        #expect(choice.own.contains(Endpoint(address: v4(10, 1, 1, 1), port: 5_000)))
        #expect(choice.own.contains(Endpoint(address: v4(172, 17, 0, 1), port: 5_000)))
    }

    @Test("A device that has no address and no network is no trouble, unless the settings name it")
    func unused() {
        var cable = NetworkInterface(index: 3, name: "eth0", kind: .hardware)
        cable.isConnected = false
        #expect(AddressChoice(among: [cable, wifi()], names: [], port: 5_000).withoutNetwork == [])
        #expect(AddressChoice(among: [cable, wifi()], names: ["eth0"], port: 5_000).withoutNetwork == ["eth0"])
        #expect(AddressChoice(among: [wifi()], names: ["usb0"], port: 5_000).withoutNetwork == ["usb0"])
    }

    @Test("Each device is told with one address before any is told with a second of the kind")
    func turns() {
        var wire = NetworkInterface(index: 3, name: "eth0", kind: .hardware)
        wire.addresses = (1...6).map { v6(0x2001_0DB8 << 32, 16 + $0) } + [v4(10, 0, 0, 1), v6(0xFE80 << 48, 1)]
        #expect(
            told([wire, wifi()]) == [
                "192.168.1.9", "10.0.0.1", "2001:db8::9", "2001:db8::11", "2001:db8::12", "2001:db8::13",
                "2001:db8::14", "2001:db8::15",
            ])
        #expect(leftOut([wire, wifi()]) == ["eth0": .tooMany, "wlan0": .tooMany])
    }

    @Test("Of two bridges the one with neighbours comes first, of two devices the one with the default route")
    func ties() {
        var busy = docker(1, index: 20)
        busy.hasNeighbours = true
        #expect(told([docker(0, index: 10), busy]) == ["172.18.0.1", "172.17.0.1"])
        var wire = NetworkInterface(index: 1, name: "eth0", kind: .hardware)
        wire.addresses = [v4(10, 0, 0, 1)]
        wire.hasNeighbours = true
        #expect(told([wire, wifi()]).prefix(2) == ["192.168.1.9", "10.0.0.1"])
    }

    @Test("Whoever does not listen tells nothing, and leaves nothing out")
    func hidden() {
        let choice = AddressChoice(among: [wifi(), wireguard()], names: [], port: 0)
        #expect(choice.told == [] && choice.leftOut == [])
        #expect(choice.connected.count == 4)
    }

    @Test("A link-local address has the number of its interface as its scope")
    func scopes() {
        let choice = AddressChoice(among: [wifi(7)], names: [], port: 5_000)
        #expect(choice.told.last?.endpoint.scope == 7)
        #expect(choice.connected.map(\.scope) == [0, 7, 0])
    }

    @Test(
        "The kernel's kinds of links",
        arguments: [
            ("", 1, .hardware), ("", 801, .hardware), ("", 772, .loopback), ("veth", 1, .veth), ("bridge", 1, .bridge),
            ("vlan", 1, .stacked), ("bond", 1, .stacked), ("wireguard", 65_534, .tunnel), ("tun", 65_534, .tunnel),
            ("tun", 1, .tunnel), ("", 65_534, .tunnel), ("", 512, .tunnel), ("sit", 776, .tunnel),
            ("dummy", 1, .virtual), ("what comes next", 1, .virtual),
        ] as [(String, UInt16, NetworkInterface.Kind)])
    func kinds(kind: String, hardware: UInt16, expected: NetworkInterface.Kind) {
        #expect(NetworkInterface.Kind(kind: kind, hardware: hardware) == expected)
    }
}

private func v4(_ a: UInt8, _ b: UInt8, _ c: UInt8, _ d: UInt8) -> IPAddress {
    .v4(UInt32(a) << 24 | UInt32(b) << 16 | UInt32(c) << 8 | UInt32(d))
}

private func v6(_ high: UInt64, _ low: UInt64) -> IPAddress { .v6(high: high, low: low) }
