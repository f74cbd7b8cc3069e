import Gatherings
import Keys
import Testing

@Suite struct InvitationTests {
    let gathering: EntryID
    let invitation: Invitation

    init() throws {
        gathering = EntryID(Invitation.hash(of: [7]))
        invitation = try Invitation(secret: Array(1...16), gathering: gathering)
    }

    @Test("An invitation comes back from its text, however it was typed")
    func forgiving() throws {
        let text = invitation.text
        #expect(text.hasPrefix("baithak-join:") && text.utf8.count == 67)
        let spread = text.replacing("-", with: " - ")
        for typed in [
            text, text.uppercased(), spread, text.replacing("-", with: ""), "\n" + text + " ",
            String(text.dropFirst(13)),
        ] {
            #expect(try Invitation(typed) == invitation)
        }
    }

    @Test("Any wrong, missing or swapped character is told")
    func typos() throws {
        let text = Array(invitation.text.utf8)
        for place in 13..<text.count where text[place] != UInt8(ascii: "-") {
            for letter in "abz27".utf8 where letter != text[place] {
                var typed = text
                typed[place] = letter
                #expect(throws: InvitationError.damaged) { try Invitation(String(decoding: typed, as: UTF8.self)) }
            }
            var short = text
            short.remove(at: place)
            #expect(throws: InvitationError.wrongLength(43, expected: 44)) {
                try Invitation(String(decoding: short, as: UTF8.self))
            }
        }
        #expect(throws: InvitationError.notAnInvitation) { try Invitation("https://example.org") }
        #expect(throws: InvitationError.notAnInvitation) { try Invitation(String(repeating: "a", count: 300)) }
        #expect(throws: InvitationError.damaged) { try Invitation("baithak-join:" + String(repeating: "1", count: 44)) }
        #expect(throws: InvitationError.damaged) { try Invitation(secret: [1], gathering: gathering) }
    }

    @Test("What shows that somebody was invited fits one attendee, gathering, link and role")
    func proofs() throws {
        let (asha, ravi) = (try Author().key.publicKey, try Author().key.publicKey)
        let tag = invitation.membershipTag(for: asha, gathering: gathering)
        let other = EntryID(Invitation.hash(of: [8]))
        #expect(tag == invitation.membershipTag(for: asha, gathering: gathering))
        #expect(tag != invitation.membershipTag(for: ravi, gathering: gathering))
        #expect(tag != invitation.membershipTag(for: asha, gathering: other))
        let proof = invitation.linkProof(handshakeHash: [1, 2], isInitiator: true)
        #expect(proof.count == 16 && proof != invitation.linkProof(handshakeHash: [1, 2], isInitiator: false))
        #expect(proof != invitation.linkProof(handshakeHash: [1, 3], isInitiator: true))
    }

    @Test("No description gives the secret away")
    func descriptions() {
        let secret = Hex.encode(invitation.secret)
        #expect(!"\(invitation)".contains(secret) && "\(invitation)".count < 30)
        #expect(String(reflecting: invitation) == "\(invitation)")
        var dumped = ""
        dump([invitation], to: &dumped)
        #expect(!dumped.contains("16 elements"))
    }
}
