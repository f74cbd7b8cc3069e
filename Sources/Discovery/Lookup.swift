import Wire

/// The way from an instance seen on one interface to its endpoints: a resolve, then address queries of both families.
struct Lookup {
    /// What is looked up: an instance on an interface.
    struct Key: Hashable, Comparable {
        let name: InstanceName
        let interface: UInt32

        static func < (left: Key, right: Key) -> Bool {
            left.name == right.name ? left.interface < right.interface : left.name < right.name
        }
    }

    /// When its last request was opened; before that it waits for nothing.
    var openedMS: Int64?
    /// When to be content with what was found.
    var deadlineMS = Int64.max
    /// The tokens of the open requests.
    var tokens: [UInt] = []
    /// The port, once resolved.
    var port: UInt16 = 0
    /// The protocol version, once resolved.
    var protocolVersion: Int?
    /// What was found so far.
    var endpoints: [Endpoint] = []
    /// When the first of them was found.
    var foundMS: Int64?

    /// When it may be ended in favour of one that waits.
    var yieldMS: Int64 {
        foundMS.map { $0 + DiscoveryLimits.settleBusyMS }
            ?? openedMS.map { $0 + DiscoveryLimits.patienceMS } ?? .max
    }
}
