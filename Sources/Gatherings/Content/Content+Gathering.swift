internal import FoundationEssentials
package import Keys

extension Content {
    /// Begins a gathering.
    package struct Founding: Hashable, Sendable {
        /// What it is called.
        package let title: String
        /// Where people meet; may be empty.
        package let place: String
        /// From when on.
        package let firstDay: Day
        /// Until when; not before the first, at most ``ContentLimits/daysMax`` in all.
        package let lastDay: Day
        /// Who organises it beside its author, who always does; at most ``ContentLimits/foundingOrganisersMax``.
        package let organisers: [PublicKey]
        /// Whether everybody who takes part places sessions, and adds rooms and slots.
        package let anybodySchedules: Bool
        /// ``Invitation/hash`` of the secret that joining takes; nil where everybody may join.
        package let invitationHash: Bytes32?

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(
            title: String, place: String, firstDay: Day, lastDay: Day, organisers: [PublicKey] = [],
            anybodySchedules: Bool = false, invitationHash: Bytes32? = nil
        ) throws(ContentError) {
            try self.init(
                checked: try ContentField.title.entered(title), try ContentField.place.entered(place), firstDay,
                lastDay, organisers, anybodySchedules, invitationHash)
        }

        init(_ message: PBFounding) throws(ContentError) {
            let rules = FoundingTerms.rules(of: message)
            guard rules == FoundingTerms.knownRules else { throw .otherRules(rules) }
            let hash = message.invitationHash.isEmpty ? nil : try bytes32(message.invitationHash)
            var organisers: [PublicKey] = []
            for key in message.organisers { organisers.append(PublicKey(trusting: try bytes32(key))) }
            try self.init(
                checked: try ContentField.title.received(message.title),
                try ContentField.place.received(message.place), try Day(message.firstDay), try Day(message.lastDay),
                organisers, message.anybodySchedules, hash)
        }

        private init(
            checked title: String, _ place: String, _ firstDay: Day, _ lastDay: Day, _ organisers: [PublicKey],
            _ anybodySchedules: Bool, _ invitationHash: Bytes32?
        ) throws(ContentError) {
            guard firstDay <= lastDay else { throw .daysReversed }
            let days = lastDay.number - firstDay.number + 1
            guard days <= ContentLimits.daysMax else { throw .tooManyDays(days) }
            let max = ContentLimits.foundingOrganisersMax
            guard organisers.count <= max else {
                throw .tooMany(field: .organiser, count: organisers.count, max: max)
            }
            self.title = title
            self.place = place
            self.firstDay = firstDay
            self.lastDay = lastDay
            self.organisers = organisers
            self.anybodySchedules = anybodySchedules
            self.invitationHash = invitationHash
        }

        var message: PBFounding {
            var message = PBFounding()
            message.title = title
            message.place = place
            message.firstDay = firstDay.description
            message.lastDay = lastDay.description
            message.organisers = organisers.map { .init($0.bytes) }
            message.anybodySchedules = anybodySchedules
            message.invitationHash = .init(invitationHash?.bytes ?? [])
            message.rules = FoundingTerms.knownRules
            return message
        }
    }

    /// Takes part from now on; another one changes the name.
    package struct Join: Hashable, Sendable {
        /// What to call whoever joins.
        package let name: String
        /// ``Invitation/membershipTag(for:gathering:)`` where the gathering is by invitation.
        package let membershipTag: Bytes32?

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(name: String, membershipTag: Bytes32? = nil) throws(ContentError) {
            self.name = try ContentField.name.entered(name)
            self.membershipTag = membershipTag
        }

        init(_ message: PBJoin) throws(ContentError) {
            name = try ContentField.name.received(message.name)
            membershipTag = message.membershipTag.isEmpty ? nil : try bytes32(message.membershipTag)
        }

        var message: PBJoin {
            var message = PBJoin()
            message.name = name
            message.membershipTag = .init(membershipTag?.bytes ?? [])
            return message
        }
    }

    /// Takes back an entry of the same author and document.
    package struct Retraction: Hashable, Sendable {
        /// The log that it is in.
        package let log: LogID
        /// Where in that log.
        package let height: Int
        /// Its name.
        package let target: EntryID

        /// Of this entry.
        package init(of entry: Entry) {
            log = entry.header.log
            height = entry.header.height
            target = entry.id
        }

        init(_ message: PBRetraction) throws(ContentError) {
            guard message.height < GatheringLimits.heightMax else { throw .malformed }
            log = LogID(author: PublicKey(trusting: try bytes32(message.author)), number: message.log)
            height = Int(message.height)
            target = EntryID(try bytes32(message.entry))
        }

        var message: PBRetraction {
            var message = PBRetraction()
            message.author = .init(log.author.bytes)
            message.log = log.number
            message.height = UInt32(height)
            message.entry = .init(target.bytes.bytes)
            return message
        }

        /// Whether this entry of the same document is meant, by somebody who may take it back.
        func fits(_ log: LogID, _ height: Int, kind: UInt32, by author: PublicKey) -> Bool {
            self.log == log && log.author == author && self.height == height && kind != EntryKind.retraction.rawValue
        }
    }
}

/// Thirty-two bytes of a message.
func bytes32(_ bytes: some Collection<UInt8>) throws(ContentError) -> Bytes32 {
    do {
        return try Bytes32(bytes)
    } catch {
        throw .malformed
    }
}
