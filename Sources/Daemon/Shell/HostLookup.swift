import Glibc
import NIOPosix
import Wire

/// Looks up a host that a person named: getaddrinfo(3), off the event loop because it may wait for DNS.
enum HostLookup {
    /// The addresses of a host, in the system's order of preference; empty if there are none.
    static func endpoints(of address: PeerAddress) async -> [Endpoint] {
        let lookup = try? await NIOThreadPool.singleton.runIfActive { resolve(address) }
        return Array((lookup ?? []).prefix(WireLimits.endpointsMax))
    }

    private static func resolve(_ address: PeerAddress) -> [Endpoint] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(address.host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var endpoints: [Endpoint] = []
        var next = list
        while let info = next?.pointee {
            next = info.ai_next
            guard let raw = info.ai_addr else { continue }
            let bytes = [UInt8](UnsafeRawBufferPointer(start: raw, count: Int(info.ai_addrlen)))
            guard let endpoint = endpoint(sockaddr: bytes, port: address.port), !endpoints.contains(endpoint) else {
                continue
            }
            endpoints.append(endpoint)
        }
        return endpoints
    }

    /// From the bytes of `sockaddr_in` or `sockaddr_in6` as Linux lays them out (ip(7), ipv6(7)).
    private static func endpoint(sockaddr bytes: [UInt8], port: UInt16) -> Endpoint? {
        switch bytes.count {
        case 16: return IPAddress(bytes: bytes[4..<8]).map { Endpoint(address: $0, port: port) }
        case 28:
            let scope = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 24, as: UInt32.self) }
            return IPAddress(bytes: bytes[8..<24]).map { Endpoint(address: $0, port: port, scope: scope) }
        default: return nil
        }
    }
}
