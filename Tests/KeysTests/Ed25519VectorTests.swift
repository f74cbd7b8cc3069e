import Keys
import Testing

@Suite("Ed25519 against Wycheproof", .enabled(if: Vectors.present, "\(Vectors.why)"))
struct Ed25519VectorTests {
    private struct Group: Decodable {
        let publicKey: Key
        let tests: [Case]

        struct Key: Decodable { let pk: String }
        struct Case: Decodable {
            let tcId: Int
            let msg: String
            let sig: String
            let result: String
        }
    }

    @Test("88 of 151 signatures are accepted and 63 refused, each as published")
    func verdicts() throws {
        let file = try Vectors.load("wycheproof/ed25519_test.json", as: Wycheproof<Group>.self)
        var (accepted, refused) = (0, 0)
        for group in file.testGroups {
            let key = try PublicKey(hex: group.publicKey.pk)
            for test in group.tests {
                let bytes = try Hex.decode(test.sig)
                let message = try Hex.decode(test.msg)
                let verdict = (try? Signature(bytes)).map { key.verifies($0, of: message) } ?? false
                #expect(verdict == (test.result == "valid"), "case \(test.tcId)")
                if verdict { accepted += 1 } else { refused += 1 }
            }
        }
        #expect(file.numberOfTests == 151)
        #expect(accepted == 88)
        #expect(refused == 63)
    }
}
