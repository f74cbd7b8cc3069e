package import Wire

/// A service of our type on the local network: where it says it can be dialled. Nothing of it is authenticated.
package struct Candidate: Hashable, Sendable {
    /// The instance name as DNS-SD delivers it: 1 to 63 bytes of UTF-8 that somebody else chose.
    package let instance: String
    /// Where to dial: sorted, unique, 1 to `WireLimits.endpointsMax`, each dialable. An IPv6 link-local address has the
    /// interface it was seen on as its scope.
    package let endpoints: [Endpoint]
    /// The protocol version from the TXT record's `v=`, nil if it is missing or no number from 0 to 999.
    package let protocolVersion: Int?

    /// A candidate with its endpoints brought into order and within bounds.
    package init(instance: String, endpoints: some Sequence<Endpoint>, protocolVersion: Int?) {
        self.instance = instance
        self.endpoints = Array(Set(endpoints).sorted().prefix(WireLimits.endpointsMax))
        self.protocolVersion = protocolVersion
    }
}
