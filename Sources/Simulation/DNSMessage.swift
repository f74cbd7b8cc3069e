import Discovery
import Peering

/// A record of somebody's service in multicast DNS (RFC 6763), named by whose it is.
struct ServiceRecord: Hashable, Sendable {
    enum Kind: Int, CaseIterable, Sendable {
        /// PTR: that the instance exists.
        case pointer
        /// PTR of a subtype: that it is in a sample of the room.
        case member
        /// SRV: its host and port.
        case service
        /// TXT.
        case text
        /// A.
        case v4
        /// AAAA.
        case v6

        /// A PTR record.
        var namesInstance: Bool { self == .pointer || self == .member }
    }

    let kind: Kind
    let owner: Int
}

/// What a laptop asks all others.
enum ServiceQuestion: Hashable, Sendable {
    /// For instances of the service: of everybody, or of a sample of the room.
    case instances(Sample?)
    case record(ServiceRecord)
}

/// How long a message of multicast DNS is, with names compressed as Avahi does (RFC 1035, section 4.1.4; also in the
/// target of an SRV record).
struct DNSMessage {
    /// The names of somebody's service and host, without what all names share.
    struct Names: Hashable, Sendable {
        let instance: String
        let host: String
    }

    /// Bytes, with the header.
    private(set) var bytes = 12
    private var suffixes: Set<[String]> = []

    /// What Avahi fills: the MTU without an IPv6 and a UDP header (`avahi_dns_packet_new`).
    static let bytesMax = 1_500 - 48
    /// What one more known answer takes where names are as long as `baithak-k3f9`.
    static let knownBytes = 27
    private static let type = ["_baithak", "_tcp", "local"]
    /// "txtvers=1" and "v=2", each with its length.
    private static let textBytes = 14

    /// Asks who is there.
    mutating func ask(for sample: Sample?) {
        add(name: Self.key(of: sample))
        bytes += 4
    }

    /// Asks for a record of somebody.
    mutating func ask(_ kind: ServiceRecord.Kind, _ names: Names) {
        add(name: Self.key(of: kind, names))
        bytes += 4
    }

    /// A probe asks for any record of a name and shows those that it will have (RFC 6762, section 8.1).
    mutating func probe(_ names: Names) {
        ask(.service, names)
        tell(.service, names)
        tell(.text, names)
    }

    mutating func tell(_ kind: ServiceRecord.Kind, _ names: Names) {
        add(name: Self.key(of: kind, names))
        // Type, class, lifetime and length.
        bytes += 10
        switch kind {
        case .pointer, .member: add(name: [names.instance] + Self.type)
        case .service:
            bytes += 6
            add(name: [names.host, "local"])
        case .text: bytes += Self.textBytes
        case .v4: bytes += 4
        case .v6: bytes += 16
        }
    }

    private static func key(of sample: Sample?) -> [String] {
        (sample.map { [$0.subtype, "_sub"] } ?? []) + type
    }

    private static func key(of kind: ServiceRecord.Kind, _ names: Names) -> [String] {
        switch kind {
        case .pointer: key(of: nil)
        case .member: key(of: Sample(of: names.instance))
        case .service, .text: [names.instance] + type
        case .v4, .v6: [names.host, "local"]
        }
    }

    private mutating func add(name: [String]) {
        for index in name.indices {
            guard suffixes.insert(Array(name[index...])).inserted else {
                bytes += 2
                return
            }
            bytes += 1 + name[index].utf8.count
        }
        bytes += 1
    }
}
