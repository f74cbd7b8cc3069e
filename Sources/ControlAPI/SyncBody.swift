/// How far the others of a gathering are.
package struct SyncBody: Codable, Hashable, Sendable {
    /// The gathering, 64 hexadecimal digits.
    package var gathering: String
    /// How many entries we hold.
    package var entries: Int
    /// How many other machines are known to hold our latest entry.
    package var copies: Int
    /// True while we are hidden, so that nothing of a gathering leaves this machine; else nil.
    package var hidden: Bool?
    /// The others.
    package var peers: [SyncPeerBody]
    /// Our latest entry, 64 hexadecimal digits; nil if we have written nothing.
    package var latest: String?
    /// How many logs are taken no further here, because their authors have taken their share.
    package var refusedLogs: Int

    /// All fields at once.
    package init(
        gathering: String, entries: Int, copies: Int, hidden: Bool? = nil, peers: [SyncPeerBody], latest: String?,
        refusedLogs: Int = 0
    ) {
        self.hidden = hidden
        self.refusedLogs = refusedLogs
        self.gathering = gathering
        self.entries = entries
        self.copies = copies
        self.peers = peers
        self.latest = latest
    }

    private enum CodingKeys: String, CodingKey {
        case gathering, entries, copies, hidden, peers, latest
        case refusedLogs = "refused_logs"
    }
}

/// How far one of the others is.
package struct SyncPeerBody: Codable, Hashable, Sendable {
    /// Who.
    package var person: PersonBody
    /// What we know of it.
    package var state: State
    /// How many entries they lack that we hold, as last compared.
    package var behind: Int
    /// How many entries that we hold they take no more: their authors have taken their share there.
    package var refused: Int

    /// What we know of how far somebody is.
    package enum State: String, Codable, Hashable, Sendable, CaseIterable {
        /// They hold all that we hold.
        case hasAll = "has_all"
        /// They lack some.
        case behind
        /// We have not compared with them yet.
        case notCompared = "not_compared"
    }

    /// All fields at once.
    package init(person: PersonBody, state: State, behind: Int, refused: Int = 0) {
        self.refused = refused
        self.person = person
        self.state = state
        self.behind = behind
    }
}
