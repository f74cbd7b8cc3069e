/// A network: the addresses that share their first bits.
package struct IPNetwork: Hashable, Sendable {
    /// Its first address.
    package let address: IPAddress
    /// How many bits its addresses share, 0 to 32 or 128.
    package let bits: Int

    /// The network of so many bits around an address; nil for more bits than an address has.
    package init?(around address: IPAddress, bits: Int) {
        guard bits >= 0 else { return nil }
        switch address {
        case .v4(let value):
            guard bits <= 32 else { return nil }
            self.address = .v4(value & Self.mask(bits))
        case .v6(let high, let low):
            guard bits <= 128 else { return nil }
            self.address = .v6(high: high & Self.mask(bits), low: low & Self.mask(bits - 64))
        }
        self.bits = bits
    }

    /// The /24 or /64 around an address: what somebody who is there makes likely to be there too.
    package init(near address: IPAddress) {
        switch address {
        case .v4(let value): self.address = .v4(value & Self.mask(24))
        case .v6(let high, _): self.address = .v6(high: high, low: 0)
        }
        bits = if case .v4 = address { 24 } else { 64 }
    }

    /// Whether the address is one of its.
    package func contains(_ other: IPAddress) -> Bool {
        IPNetwork(around: other, bits: bits)?.address == address
    }

    private static func mask<Number: FixedWidthInteger>(_ bits: Int) -> Number {
        bits <= 0 ? 0 : bits >= Number.bitWidth ? ~0 : ~(~0 >> Number(bits))
    }
}
