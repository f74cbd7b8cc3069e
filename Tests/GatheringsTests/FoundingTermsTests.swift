import FoundationEssentials
import Keys
import Testing

@testable import Gatherings

/// Foundings by rules that this release does not know.
struct FoundingTermsTests {
    private let asha: Scribe
    private let founding: Content.Founding
    private let secret = [UInt8](repeating: 5, count: Invitation.secretBytes)

    init() throws {
        asha = try Scribe()
        let day = try Day("2027-01-30")
        founding = try Content.Founding(title: "OSSCamp", place: "Delhi", firstDay: day, lastDay: day)
    }

    /// A founding by rules of a number, with a title that no rules of today allow if it is of tomorrow.
    private func founded(rules: UInt32, invitationHash: Bytes32? = nil) throws -> Entry {
        var message = founding.message
        message.rules = rules
        message.invitationHash = .init(invitationHash?.bytes ?? [])
        if rules > 2 { message.title = String(repeating: "x", count: 500) }
        var asha = asha
        return try asha.sign(nil, nil, [], EntryKind.founding.rawValue, [], message.encodedBytes())
    }

    @Test("A founding names the number of its rules, which stands for 1 where it is left out")
    func numbers() throws {
        var asha = asha
        let own = try asha.found(founding)
        #expect(try FoundingTerms(of: own).rules == 2)
        #expect(try own == founded(rules: 2))
        #expect(try own.content == (founded(rules: 0).content ?? []) + [8 << 3, 2])
        for (rules, number) in [(0, 1), (1, 1), (3, 3), (.max, .max)] as [(UInt32, UInt32)] {
            let terms = try FoundingTerms(of: founded(rules: rules))
            #expect(terms.rules == number && terms.areNewer == (number > 2) && terms.areOlder == (number < 2))
        }
        let join = try asha.say(.join(try Content.Join(name: "Asha")), in: own.id, after: [])
        #expect(throws: ContentError.notAFounding) { try FoundingTerms(of: join) }
        #expect(throws: ContentError.retracted) { try FoundingTerms(of: own.retracted) }
    }

    @Test("By rules that are not known nothing is shown, and it is said which version is needed")
    func otherRules() throws {
        for (rules, number) in [(0, 1), (3, 3)] as [(UInt32, UInt32)] {
            let entry = try founded(rules: rules)
            #expect(throws: ContentError.otherRules(number)) { try Programme(founding: entry, invitation: nil) }
            #expect(Programme.canJoin(founding: entry, invitation: nil) == (number > 2))
        }
        #expect(ContentError.otherRules(3).description.contains("founded with a newer baithak"))
        #expect(ContentError.otherRules(1).description.contains("founded with an older baithak"))
    }

    @Test("Who may join stands there whatever the rules")
    func invitations() throws {
        let entry = try founded(rules: 3, invitationHash: Invitation.hash(of: secret))
        let right = try Invitation(secret: secret, gathering: entry.id)
        let wrong = try Invitation(secret: [UInt8](repeating: 6, count: secret.count), gathering: entry.id)
        #expect(throws: ContentError.invitationNeeded) { try Programme(founding: entry, invitation: nil) }
        #expect(throws: ContentError.wrongInvitation) { try Programme(founding: entry, invitation: wrong) }
        #expect(throws: ContentError.otherRules(3)) { try Programme(founding: entry, invitation: right) }
        #expect(Programme.canJoin(founding: entry, invitation: right))
        #expect(!Programme.canJoin(founding: entry, invitation: wrong))
    }
}
