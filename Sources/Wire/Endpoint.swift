/// Where a node can be dialled: an IP address, a TCP port and, for an IPv6 link-local address, the interface that the
/// address belongs to on *this* machine.
///
/// On the wire an endpoint carries no scope: an interface index means nothing elsewhere. Whoever receives a link-local
/// address adds the scope of the link it came over.
package struct Endpoint: Hashable, Sendable, Comparable {
    /// The address.
    package let address: IPAddress
    /// The TCP port, 1 to 65,535.
    package let port: UInt16
    /// The interface index of an IPv6 link-local address (RFC 4007), 0 where it does not apply or is unknown.
    package let scope: UInt32

    /// An endpoint; the scope is dropped unless the address is IPv6 link-local.
    package init(address: IPAddress, port: UInt16, scope: UInt32 = 0) {
        self.address = address
        self.port = port
        self.scope = address.isLinkLocalV6 ? scope : 0
    }

    /// The same endpoint seen through another interface; only changes a link-local IPv6 address.
    package func scoped(to scope: UInt32) -> Endpoint { Endpoint(address: address, port: port, scope: scope) }

    /// The same address without a port, as one end of a connection is judged by.
    package var withoutPort: Endpoint { Endpoint(address: address, port: 0, scope: scope) }

    /// Whether a record or another attendee may make us dial this: never loopback, unspecified, multicast or broadcast
    /// addresses, never a privileged port, never a link-local address without its interface.
    package var isDialable: Bool {
        port >= WireLimits.portMin && !address.isLoopback && !address.isUnspecified && !address.isMulticast
            && (!address.isLinkLocalV6 || scope != 0)
    }

    /// Orders by address, then port, then scope, so that lists have one order everywhere.
    package static func < (left: Endpoint, right: Endpoint) -> Bool {
        if left.address != right.address { return left.address < right.address }
        if left.port != right.port { return left.port < right.port }
        return left.scope < right.scope
    }
}

extension Endpoint: CustomStringConvertible {
    /// `192.0.2.1:22484` or `[fe80::1%2]:22484`.
    package var description: String {
        switch address {
        case .v4: "\(address):\(port)"
        case .v6: scope == 0 ? "[\(address)]:\(port)" : "[\(address)%\(scope)]:\(port)"
        }
    }
}
