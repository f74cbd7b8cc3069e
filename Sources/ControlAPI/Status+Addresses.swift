extension Status {
    /// This machine's addresses: those that others are told, and those that they are not.
    package struct Addresses: Codable, Hashable, Sendable {
        /// What others are told, the best first; empty while hidden.
        package var told: [Told]
        /// What they are not told; empty while hidden.
        package var leftOut: [LeftOut]

        /// Both fields at once.
        package init(told: [Told], leftOut: [LeftOut]) {
            self.told = told
            self.leftOut = leftOut
        }

        private enum CodingKeys: String, CodingKey {
            case told
            case leftOut = "left_out"
        }
    }

    /// An address that others are told.
    package struct Told: Codable, Hashable, Sendable {
        /// The name of its interface.
        package var interface: String
        /// The address, without the port.
        package var address: String

        /// Both fields at once.
        package init(interface: String, address: String) {
            self.interface = interface
            self.address = address
        }
    }

    /// Addresses of one interface that others are not told.
    package struct LeftOut: Codable, Hashable, Sendable {
        /// The name of the interface.
        package var interface: String
        /// The addresses, without the port.
        package var addresses: [String]
        /// Why.
        package var reason: Reason

        /// All fields at once.
        package init(interface: String, addresses: [String], reason: Reason) {
            self.interface = interface
            self.addresses = addresses
            self.reason = reason
        }

        /// Why addresses are not told.
        package enum Reason: String, Codable, Hashable, Sendable {
            /// `network.interfaces` names others.
            case notNamed = "not_named"
            /// The interface has no network.
            case disconnected
            /// The interface is a port of a bridge or a bond.
            case port
            /// The interface is a tunnel, and not named in `network.interfaces`.
            case tunnel
            /// Others come first, and no more may be told.
            case tooMany = "too_many"
        }
    }
}
