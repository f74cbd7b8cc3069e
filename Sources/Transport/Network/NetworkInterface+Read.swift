import CLinux
import Wire

extension NetworkInterface {
    /// The interfaces of this machine, by index; nil if the kernel does not tell them. Takes well under a millisecond.
    package static func all() -> [NetworkInterface]? {
        guard let links = NetlinkTable.bytes(of: BAITHAK_NETLINK_LINKS),
            let addresses = NetlinkTable.bytes(of: BAITHAK_NETLINK_ADDRESSES)
        else { return nil }
        // Some containers do not show these; then there are none.
        return all(
            links: links, addresses: addresses, routes: NetlinkTable.bytes(of: BAITHAK_NETLINK_ROUTES) ?? [],
            neighbours: NetlinkTable.bytes(of: BAITHAK_NETLINK_NEIGHBOURS) ?? [])
    }

    /// The interfaces that these four tables of rtnetlink(7) tell of.
    static func all(
        links: [UInt8], addresses: [UInt8], routes: [UInt8], neighbours: [UInt8]
    ) -> [NetworkInterface] {
        var interfaces: [UInt32: NetworkInterface] = [:]
        for message in NetlinkTable.messages(in: links) where message.type == Number.newLink {
            guard let interface = NetworkInterface(link: message.body) else { continue }
            interfaces[interface.index] = interface
        }
        var deprecated: [(index: UInt32, IPAddress)] = []
        for message in NetlinkTable.messages(in: addresses) where message.type == Number.newAddress {
            guard let (index, address, isDeprecated) = address(message.body) else { continue }
            if isDeprecated {
                deprecated.append((index, address))
            } else {
                interfaces[index]?.addresses.append(address)
            }
        }
        for (index, address) in deprecated { interfaces[index]?.addresses.append(address) }
        for message in NetlinkTable.messages(in: routes) where message.type == Number.newRoute {
            guard let (index, network) = route(message.body) else { continue }
            if let network {
                interfaces[index]?.networks.append(network)
            } else {
                interfaces[index]?.hasDefaultRoute = true
            }
        }
        for message in NetlinkTable.messages(in: neighbours) where message.type == Number.newNeighbour {
            if let index = neighbour(message.body) { interfaces[index]?.hasNeighbours = true }
        }
        return interfaces.values.sorted { $0.index < $1.index }
    }

    /// `struct ifinfomsg`: family, padding, hardware, index, flags, change.
    private init?(link body: ArraySlice<UInt8>) {
        guard body.count >= 16 else { return nil }
        let attributes = NetlinkTable.attributes(in: body.dropFirst(16))
        guard let name = attributes[Number.linkName]?.text, !name.isEmpty else { return nil }
        let info = attributes[Number.linkInfo].map { NetlinkTable.attributes(in: $0) } ?? [:]
        self.init(
            index: body.number(at: 4, as: UInt32.self), name: name,
            kind: Kind(kind: info[Number.infoKind]?.text ?? "", hardware: body.number(at: 2, as: UInt16.self)))
        master = attributes[Number.linkMaster]?.number(at: 0, as: UInt32.self) ?? 0
        let flags = body.number(at: 8, as: UInt32.self)
        isConnected = flags & Number.isUp != 0 && flags & Number.isRunning != 0
    }

    /// `struct ifaddrmsg`: family, length of the prefix, flags, scope, index. The address of the near end comes first;
    /// an IPv6 one whose uniqueness is not established cannot be dialled yet, and a deprecated one soon no more.
    private static func address(_ body: ArraySlice<UInt8>) -> (index: UInt32, IPAddress, isDeprecated: Bool)? {
        guard body.count >= 8 else { return nil }
        let attributes = NetlinkTable.attributes(in: body.dropFirst(8))
        let flags =
            attributes[Number.addressFlags]?.number(at: 0, as: UInt32.self)
            ?? UInt32(body.number(at: 2, as: UInt8.self))
        guard flags & Number.isUnfit == 0,
            let bytes = attributes[Number.addressLocal] ?? attributes[Number.address],
            let address = IPAddress(bytes: bytes), !address.isLoopback, !address.isMulticast, !address.isUnspecified
        else { return nil }
        return (body.number(at: 4, as: UInt32.self), address, flags & Number.isDeprecated != 0)
    }

    /// The interface of a route and where it leads, nil for everywhere. What leads to a half of everywhere, as VPNs
    /// take all traffic, is none. `struct rtmsg`: family, lengths of destination and source, service, table, protocol,
    /// scope, type, flags.
    private static func route(_ body: ArraySlice<UInt8>) -> (index: UInt32, IPNetwork?)? {
        guard body.count >= 12, body.number(at: 7, as: UInt8.self) == 1 else { return nil }
        let attributes = NetlinkTable.attributes(in: body.dropFirst(12))
        guard let index = attributes[Number.routeInterface]?.number(at: 0, as: UInt32.self) else { return nil }
        let bits = Int(body.number(at: 1, as: UInt8.self))
        if bits == 0 { return (index, nil) }
        guard let bytes = attributes[Number.routeDestination], let address = IPAddress(bytes: bytes),
            bits >= TransportLimits.routeBitsMin, let network = IPNetwork(around: address, bits: bits)
        else { return nil }
        return (index, network)
    }

    /// The interface of a neighbour that answered once. `struct ndmsg`: family, padding, index, state, flags, type.
    private static func neighbour(_ body: ArraySlice<UInt8>) -> UInt32? {
        guard body.count >= 12, body.number(at: 8, as: UInt16.self) & Number.hasAnswered != 0 else { return nil }
        return body.number(at: 4, as: UInt32.self)
    }

    /// The kernel's numbers (linux/rtnetlink.h, if_link.h, if_addr.h, neighbour.h, if.h).
    private enum Number {
        static let newLink: UInt16 = 16
        static let newAddress: UInt16 = 20
        static let newRoute: UInt16 = 24
        static let newNeighbour: UInt16 = 28
        static let linkName: UInt16 = 3
        static let linkMaster: UInt16 = 10
        static let linkInfo: UInt16 = 18
        static let infoKind: UInt16 = 1
        static let isUp: UInt32 = 0x1
        static let isRunning: UInt32 = 0x40
        static let address: UInt16 = 1
        static let addressLocal: UInt16 = 2
        static let addressFlags: UInt16 = 8
        /// Found to be somebody else's too, or not yet found not to be.
        static let isUnfit: UInt32 = 0x08 | 0x40
        static let isDeprecated: UInt32 = 0x20
        static let routeDestination: UInt16 = 1
        static let routeInterface: UInt16 = 4
        /// Reachable, stale, delay, probe.
        static let hasAnswered: UInt16 = 0x02 | 0x04 | 0x08 | 0x10
    }
}
