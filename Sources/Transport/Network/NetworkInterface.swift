package import Wire

/// One network interface of this machine, as far as it matters to whom one tells one's addresses.
package struct NetworkInterface: Hashable, Sendable {
    /// The kernel's number of it.
    package let index: UInt32
    /// Its name, as `ip link` shows it.
    package let name: String
    /// What it is.
    package let kind: Kind
    /// The interface that this one is a port of (a bridge, a bond), 0 if none.
    package var master: UInt32 = 0
    /// Switched on, and with a network behind it: a cable that is plugged in, a Wi-Fi that is joined.
    package var isConnected = true
    /// The way to everywhere leads through it.
    package var hasDefaultRoute = false
    /// The networks that routes through it lead to, but for the one to everywhere.
    package var networks: [IPNetwork] = []
    /// Somebody was heard through it of late.
    package var hasNeighbours = false
    /// Its addresses that can be dialled once it is connected, in the order of the kernel, deprecated ones last.
    package var addresses: [IPAddress] = []

    /// An interface that is connected, without addresses.
    package init(index: UInt32, name: String, kind: Kind) {
        self.index = index
        self.name = name
        self.kind = kind
    }

    /// What an interface is, the likeliest to lead to people in the room first.
    package enum Kind: Int, Hashable, Comparable, Sendable {
        /// A device, wired or wireless.
        case hardware
        /// Something on top of devices that leads to the same network: a VLAN, a bond, a MACVLAN, a mesh.
        case stacked
        /// One end of a cable between two network namespaces: what a container or a test has for a device.
        case veth
        /// A bridge.
        case bridge
        /// Something that leads nowhere by itself.
        case virtual
        /// A tunnel to somewhere else: a VPN.
        case tunnel
        /// This machine itself.
        case loopback

        /// By likelihood.
        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }

        /// From what the kernel says.
        ///
        /// - Parameters:
        ///   - kind: rtnetlink's kind of link (IFLA_INFO_KIND); empty for devices, and for few others.
        ///   - hardware: the number of its hardware (ARPHRD of linux/if_arp.h).
        init(kind: String, hardware: UInt16) {
            switch (kind, hardware) {
            case (_, 772): self = .loopback
            case ("veth", _): self = .veth
            case ("bridge", _): self = .bridge
            case ("vlan", _), ("bond", _), ("team", _), ("macvlan", _), ("macvtap", _), ("ipvlan", _), ("ipvtap", _),
                ("hsr", _), ("batadv", _), ("ipoib", _), ("dsa", _):
                self = .stacked
            // A tap is an Ethernet to a virtual machine, or a VPN.
            case ("wireguard", _), ("tun", _), ("ppp", _), ("xfrm", _), ("gretap", _), ("ip6gretap", _), ("erspan", _),
                ("vxlan", _), ("geneve", _), ("ovpn", _):
                self = .tunnel
            // PPP, tunnels of IP in IP, SIT and GRE, and what has no hardware addresses at all.
            case (_, 512), (_, 768), (_, 769), (_, 776), (_, 778), (_, 823), (_, 65_534): self = .tunnel
            case ("", _): self = .hardware
            default: self = .virtual
            }
        }
    }
}
