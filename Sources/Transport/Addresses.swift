import Glibc
import NIOCore
import Wire

extension Endpoint {
    /// What the operating system calls this endpoint: the bytes of `sockaddr_in` or `sockaddr_in6` as Linux lays them
    /// out (ip(7), ipv6(7)): family, port, then address; for IPv6 flow label before and scope after the address.
    var socketAddress: SocketAddress {
        let family = address.bytes.count == 4 ? AF_INET : AF_INET6
        var bytes = withUnsafeBytes(of: sa_family_t(family)) { [UInt8]($0) }
        bytes += withUnsafeBytes(of: port.bigEndian) { [UInt8]($0) }
        switch address {
        case .v4:
            bytes += address.bytes + [UInt8](repeating: 0, count: 8)
            return SocketAddress(bytes.withUnsafeBytes { $0.loadUnaligned(as: sockaddr_in.self) })
        case .v6:
            bytes += [0, 0, 0, 0] + address.bytes + withUnsafeBytes(of: scope) { [UInt8]($0) }
            return SocketAddress(bytes.withUnsafeBytes { $0.loadUnaligned(as: sockaddr_in6.self) })
        }
    }

    /// An IPv4 or IPv6 socket address as an endpoint; nil for any other.
    init?(_ socketAddress: SocketAddress?) {
        guard let socketAddress, let port = socketAddress.port else { return nil }
        switch socketAddress {
        case .v4(let v4):
            let bytes = withUnsafeBytes(of: v4.address) { [UInt8]($0) }
            guard let address = IPAddress(bytes: bytes[4..<8]) else { return nil }
            self.init(address: address, port: UInt16(truncatingIfNeeded: port))
        case .v6(let v6):
            let bytes = withUnsafeBytes(of: v6.address) { [UInt8]($0) }
            guard let address = IPAddress(bytes: bytes[8..<24]) else { return nil }
            let scope = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 24, as: UInt32.self) }
            self.init(address: address, port: UInt16(truncatingIfNeeded: port), scope: scope)
        case .unixDomainSocket: return nil
        }
    }
}

/// This machine's own addresses.
enum LocalAddresses {
    /// The interface that has this address, 0 if none has.
    static func interface(of endpoint: Endpoint?) -> UInt32 {
        guard let endpoint else { return 0 }
        if endpoint.scope != 0 { return endpoint.scope }
        let devices = (try? System.enumerateDevices()) ?? []
        let device = devices.first { Endpoint($0.address)?.address == endpoint.address }
        return UInt32(device?.interfaceIndex ?? 0)
    }
}
