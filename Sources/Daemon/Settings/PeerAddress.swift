/// An address that a person wrote: a host and a port.
package struct PeerAddress: Hashable, Sendable, CustomStringConvertible {
    /// A host name, an IPv4 address, or an IPv6 address without brackets; it may carry a `%` and an interface.
    package let host: String
    /// The TCP port, 1 to 65,535.
    package let port: UInt16

    /// Reads `HOST`, `HOST:PORT`, `[IPv6]` or `[IPv6]:PORT`; an IPv6 address without brackets has no port.
    ///
    /// - Parameter port: the port when the text names none.
    /// - Returns: nil for any other text, or one longer than ``SettingsLimits/addressBytesMax`` bytes.
    package init?(_ text: String, defaultPort port: UInt16) {
        guard text.utf8.count <= SettingsLimits.addressBytesMax else { return nil }
        var host = Substring(text)
        var digits: Substring?
        if host.hasPrefix("[") {
            guard let end = host.firstIndex(of: "]") else { return nil }
            let rest = host[host.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            digits = rest.isEmpty ? nil : rest.dropFirst()
            host = host[host.index(after: host.startIndex)..<end]
            guard host.contains(":") else { return nil }
        } else if let colon = host.firstIndex(of: ":"), host.lastIndex(of: ":") == colon {
            digits = host[host.index(after: colon)...]
            host = host[..<colon]
        }
        guard !host.isEmpty, host.utf8.allSatisfy(Self.fits) else { return nil }
        self.host = String(host)
        if let digits {
            // UInt16 would also read a sign.
            guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let given = UInt16(digits), given > 0 else {
                return nil
            }
            self.port = given
        } else {
            self.port = port
        }
    }

    /// `HOST:PORT` or `[IPv6]:PORT`.
    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

    /// The characters of host names, addresses and interface names.
    private static func fits(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
            UInt8(ascii: ":"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
