internal import FoundationEssentials
package import Keys

/// What every release reads of a founding entry, whatever else it says there: by which rules the gathering's entries
/// count, and who may join. By rules that a release does not know it shows nothing.
package struct FoundingTerms: Hashable, Sendable {
    /// The rules that this release knows: those of protocol 2.
    package static let knownRules: UInt32 = 2

    /// The number of its rules; of protocol 1, which named none, 1.
    package let rules: UInt32
    /// ``Invitation/hash`` of the secret that joining takes; nil where everybody may join.
    package let invitationHash: Bytes32?

    /// Those of an entry.
    ///
    /// - Throws: ``ContentError/notAFounding``, ``ContentError/malformed``, ``ContentError/retracted``.
    package init(of entry: Entry) throws(ContentError) {
        guard entry.header.gathering == nil, entry.header.kind == EntryKind.founding.rawValue else {
            throw .notAFounding
        }
        guard let bytes = entry.content else { throw .retracted }
        let message: PBFounding = try Content.read(bytes)
        rules = Self.rules(of: message)
        invitationHash = message.invitationHash.isEmpty ? nil : try bytes32(message.invitationHash)
    }

    static func rules(of message: PBFounding) -> UInt32 { message.rules == 0 ? 1 : message.rules }

    /// Whether they are rules of a later release, so that this one keeps and passes on what it cannot read.
    package var areNewer: Bool { rules > Self.knownRules }

    /// Whether they are those of an earlier release.
    package var areOlder: Bool { rules < Self.knownRules }

    /// Whether this invitation, or none, is what joining takes.
    ///
    /// - Throws: ``ContentError/invitationNeeded``, ``ContentError/wrongInvitation``.
    func check(_ invitation: Invitation?, to gathering: EntryID) throws(ContentError) {
        guard let invitationHash else { return }
        guard let invitation else { throw .invitationNeeded }
        guard invitation.hash == invitationHash, invitation.gatheringPrefix == gathering.bytes.prefix else {
            throw .wrongInvitation
        }
    }
}

extension Programme {
    /// Whether a gathering can be joined with this invitation, or without: it can be read, or it has newer rules.
    package static func canJoin(founding: Entry, invitation: Invitation?) -> Bool {
        do {
            _ = try Programme(founding: founding, invitation: invitation)
            return true
        } catch {
            if case .otherRules(let rules) = error { return rules > FoundingTerms.knownRules }
            return false
        }
    }
}
