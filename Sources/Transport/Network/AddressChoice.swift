package import Wire

/// Which of this machine's addresses others are told, and why not the rest. A pure function of its interfaces.
///
/// Devices come first, then bridges that stand for no device (those of Docker and libvirt) and what else leads nowhere;
/// a tunnel's addresses are told only if it is named in the settings or nothing else has an address, because they would
/// tell everybody in the room which VPN somebody uses, and lead nobody there. Of interfaces of one rank those with a
/// default route come first, then those through which somebody was heard. Only then are the addresses cut to as many as
/// one may tell, in turns: the first IPv4 address of each interface, the first IPv6 address, then the others, and
/// link-local ones last.
package struct AddressChoice: Hashable, Sendable {
    /// An address that others are told.
    package struct Told: Hashable, Sendable {
        /// The name of its interface.
        package let interface: String
        /// The address with the port, scoped to the interface if it is link-local.
        package let endpoint: Endpoint
    }

    /// Addresses of one interface that nobody is told.
    package struct LeftOut: Hashable, Sendable {
        /// The name of the interface.
        package let interface: String
        /// The addresses, at least one.
        package let addresses: [IPAddress]
        /// Why.
        package let reason: Reason
    }

    /// Why an address is not told.
    package enum Reason: String, Hashable, Sendable {
        /// The settings name other interfaces.
        case notNamed = "not_named"
        /// The interface is switched off, or nothing is plugged into it or joined.
        case disconnected
        /// The interface is a port of a bridge or a bond, which has the addresses that count.
        case port
        /// A tunnel leads to somewhere else.
        case tunnel
        /// Others come first, and no more may be told.
        case tooMany = "too_many"
    }

    /// What others are told, the best first; at most ``WireLimits/endpointsMax``.
    package let told: [Told]
    /// What they are not told, by interface.
    package let leftOut: [LeftOut]
    /// All addresses of this machine, told or not, with the port.
    package let own: [Endpoint]
    /// The addresses over which a connection can live, without a port: those of interfaces that are connected.
    package let connected: [Endpoint]
    /// The networks to which this machine has a way, but for the one to everywhere: those of its routes, and around
    /// each of its addresses a /24 or /64.
    package let networks: [IPNetwork]
    /// The devices that have an address and no network, and the interfaces of the settings that have none.
    package let withoutNetwork: [String]

    /// The choice among these interfaces.
    ///
    /// - Parameters:
    ///   - names: the interfaces of the settings; if there are any, addresses of no other are told.
    ///   - port: where we listen; 0 if we do not, and then nothing is told.
    package init(among interfaces: [NetworkInterface], names: [String], port: UInt16) {
        let others = interfaces.filter { $0.kind != .loopback }
        let usable = others.filter { Self.obstacle(to: $0, among: others, names: names) == nil }
        let isTunnelWanted = usable.allSatisfy { $0.kind == .tunnel || $0.addresses.isEmpty }
        let chosen = names.isEmpty && !isTunnelWanted ? usable.filter { $0.kind != .tunnel } : usable
        let ranked = Self.ranked(chosen, among: others)
        let sorted = ranked.indices.flatMap { place in
            Self.turns(ranked[place].interface.addresses).map { turn, address in
                Candidate(rank: ranked[place].rank, turn: turn, place: place, address: address)
            }
        }.sorted { ($0.rank, $0.turn, $0.place) < ($1.rank, $1.turn, $1.place) }
        let fitting = port == 0 ? [] : sorted.prefix(WireLimits.endpointsMax)
        told = fitting.map { candidate in
            let interface = ranked[candidate.place].interface
            return Told(interface: interface.name, endpoint: interface.endpoint(candidate.address, port: port))
        }
        let isTold = Set(told)
        leftOut = others.compactMap { interface in
            let rest = interface.addresses.filter { address in
                !isTold.contains(.init(interface: interface.name, endpoint: interface.endpoint(address, port: port)))
            }
            let reason = Self.obstacle(to: interface, among: others, names: names)
            guard !rest.isEmpty, port != 0 else { return nil }
            return LeftOut(
                interface: interface.name, addresses: rest,
                reason: reason ?? (chosen.contains(interface) ? .tooMany : .tunnel))
        }
        own = others.flatMap { interface in interface.addresses.map { interface.endpoint($0, port: port) } }
        connected = others.filter { Self.obstacle(to: $0, among: others, names: []) == nil }.flatMap { interface in
            interface.addresses.map { interface.endpoint($0, port: 0) }
        }
        networks = others.filter(\.isConnected).flatMap { interface in
            interface.networks + interface.addresses.map { IPNetwork(near: $0) }
        }
        let unplugged = others.filter { !$0.isConnected && $0.kind <= .veth && !$0.addresses.isEmpty }
        let useless = names.filter { name in !usable.contains { $0.name == name && !$0.addresses.isEmpty } }
        withoutNetwork = names.isEmpty ? unplugged.map(\.name) : useless
    }

    private struct Candidate {
        let rank: Int
        let turn: Int
        let place: Int
        let address: IPAddress
    }

    /// Why no address of this interface is told; nil if nothing but its rank or kind is against it.
    private static func obstacle(
        to interface: NetworkInterface, among all: [NetworkInterface], names: [String]
    ) -> Reason? {
        if !names.isEmpty, !names.contains(interface.name) { return .notNamed }
        if !interface.isConnected { return .disconnected }
        // A port of a VRF keeps its addresses; that of a bridge, a bond or a team has none that others reach.
        guard let master = all.first(where: { $0.index == interface.master }) else { return nil }
        return master.kind == .bridge || master.kind == .stacked ? .port : nil
    }

    /// The interfaces, the best first: 0 for those that lead into the room, 1 for others, 2 for tunnels.
    private static func ranked(
        _ interfaces: [NetworkInterface], among all: [NetworkInterface]
    ) -> [(interface: NetworkInterface, rank: Int)] {
        func rank(_ interface: NetworkInterface) -> Int {
            switch interface.kind {
            case .hardware, .stacked, .veth: 0
            case .bridge:
                interface.hasDefaultRoute
                    || all.contains { $0.master == interface.index && ($0.kind == .hardware || $0.kind == .stacked) }
                    ? 0 : 1
            case .virtual, .loopback: 1
            case .tunnel: 2
            }
        }
        func key(_ interface: NetworkInterface) -> (Int, Int, Int, Int, UInt32) {
            (
                rank(interface), interface.hasDefaultRoute ? 0 : 1, interface.kind.rawValue,
                interface.hasNeighbours ? 0 : 1, interface.index
            )
        }
        return interfaces.sorted { key($0) < key($1) }.map { ($0, rank($0)) }
    }

    /// Each address with its turn.
    private static func turns(_ addresses: [IPAddress]) -> [(turn: Int, IPAddress)] {
        var hasV4 = false
        var hasV6 = false
        return addresses.map { address in
            switch address {
            case _ where address.isLinkLocalV6: return (4, address)
            case .v4:
                defer { hasV4 = true }
                return (hasV4 ? 2 : 0, address)
            case .v6:
                defer { hasV6 = true }
                return (hasV6 ? 3 : 1, address)
            }
        }
    }
}

extension NetworkInterface {
    fileprivate func endpoint(_ address: IPAddress, port: UInt16) -> Endpoint {
        Endpoint(address: address, port: port, scope: index)
    }
}
