/// One of the four kinds of questions that open a handle.
enum DNSServiceRequest: Hashable, Sendable {
    /// Tell each service of our type, or of a sample.
    case browse(Sample?)
    /// Announce this instance, for those who browse one of the subtypes too.
    case register(instance: String, port: UInt16, subtypes: [String])
    /// Tell host, port and TXT of an instance seen on an interface.
    case resolve(instance: String, interface: UInt32)
    /// Tell the addresses of a host, of one family, on an interface.
    case address(host: String, interface: UInt32, family: Family)

    /// Who is opened first when many wait, the lowest number: an IPv4 address makes a candidate, a resolve begins one,
    /// and an IPv6 address mostly adds to one.
    var rank: Int {
        switch self {
        case .browse, .register: 0
        case .address(_, _, .v4): 1
        case .resolve: 2
        case .address(_, _, .v6): 3
        }
    }

    /// The address family, as the number of its DNS record type.
    enum Family: UInt16, Hashable, Sendable {
        case v4 = 1
        case v6 = 28
    }
}
