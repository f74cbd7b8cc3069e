import Keys
import Testing

@Suite("X25519 against Wycheproof", .enabled(if: Vectors.present, "\(Vectors.why)"))
struct X25519VectorTests {
    private struct Group: Decodable {
        let tests: [Case]

        struct Case: Decodable {
            let tcId: Int
            let flags: [String]
            let `public`: String
            let `private`: String
            let shared: String
            let result: String
        }
    }

    @Test("487 of 518 secrets agree; the 31 low-order keys, published as acceptable, are refused")
    func agreements() throws {
        let file = try Vectors.load("wycheproof/x25519_test.json", as: Wycheproof<Group>.self)
        var (valid, acceptable, refused) = (0, 0, 0)
        for test in file.testGroups.flatMap(\.tests) {
            let own = try agreementKey(hex: test.private)
            let other = try AgreementPublicKey(Hex.decode(test.public))
            if test.flags.contains("LowOrderPublic") {
                #expect(test.result == "acceptable")
                #expect(throws: KeyError.lowOrder, "case \(test.tcId)") { _ = try own.sharedSecret(with: other) }
                refused += 1
            } else {
                let shared = try own.sharedSecret(with: other).hex
                #expect(shared == test.shared, "case \(test.tcId)")
                if test.result == "valid" { valid += 1 } else { acceptable += 1 }
            }
        }
        #expect(file.numberOfTests == 518)
        #expect(valid == 264)
        #expect(acceptable == 223)
        #expect(refused == 31)
    }
}
