package import Keys
package import Wire

/// Names one link of this node. Numbers are given by Transport and never used again within a run.
package struct LinkID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number.
    package let number: UInt64

    /// Wraps a number.
    package init(_ number: UInt64) { self.number = number }

    /// By number.
    package static func < (left: LinkID, right: LinkID) -> Bool { left.number < right.number }

    /// `link 7`.
    package var description: String { "link \(number)" }
}

/// Names one attempt to open a link. Numbers are given by Node and never used again within a run.
package struct DialID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The number.
    package let number: UInt64

    /// Wraps a number.
    package init(_ number: UInt64) { self.number = number }

    /// By number.
    package static func < (left: DialID, right: DialID) -> Bool { left.number < right.number }

    /// `dial 7`.
    package var description: String { "dial \(number)" }
}

/// Names one wait for the disk. Numbers are given by Node and never used again within a run.
package struct StoreToken: Hashable, Comparable, Sendable {
    /// The number.
    package let number: UInt64

    /// Wraps a number.
    package init(_ number: UInt64) { self.number = number }

    /// By number.
    package static func < (left: StoreToken, right: StoreToken) -> Bool { left.number < right.number }
}

/// Whom the other side of a link gets to know.
package enum Persona: Hashable, Sendable {
    /// The attendee, by their own key.
    case attendee
    /// Nobody: a key that is thrown away, for those who listen without being seen.
    case listener
}

/// A link whose other side is authenticated.
package struct OpenedLink: Hashable, Sendable {
    /// Which link.
    package let id: LinkID
    /// Who is on the other side.
    package let peer: PublicKey
    /// The dial that led to it, nil if the other side dialled.
    package let dial: DialID?
    /// The other side's address; the port is theirs to listen on only if we dialled.
    package let remote: Endpoint
    /// The interface it runs over, 0 if unknown: the scope of link-local addresses heard through it.
    package let interface: UInt32
    /// Whom the other side got to know.
    package let persona: Persona
    /// 64 bytes that both sides share and no other link has.
    package let handshakeHash: [UInt8]
    /// Our own address of it, without a port; nil if unknown.
    package let local: Endpoint?
    /// How long ago its connection began, in milliseconds.
    package let ageMS: Int64

    /// All fields at once.
    package init(
        id: LinkID, peer: PublicKey, dial: DialID?, remote: Endpoint, interface: UInt32, persona: Persona,
        handshakeHash: [UInt8], local: Endpoint? = nil, ageMS: Int64 = 0
    ) {
        self.id = id
        self.peer = peer
        self.dial = dial
        self.remote = remote
        self.interface = interface
        self.persona = persona
        self.handshakeHash = handshakeHash
        self.local = local
        self.ageMS = ageMS
    }
}
