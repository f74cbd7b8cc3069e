import Keys
import Testing

@Suite("ChaCha20-Poly1305 against Wycheproof", .enabled(if: Vectors.present, "\(Vectors.why)"))
struct ChaChaPolyVectorTests {
    private struct Group: Decodable {
        let tests: [Case]

        struct Case: Decodable {
            let tcId: Int
            let key: String
            let iv: String
            let aad: String
            let msg: String
            let ct: String
            let tag: String
            let result: String
        }
    }

    @Test("256 of 325 are sealed and opened to the byte, 60 wrong tags and 9 wrong nonce lengths refused")
    func sealing() throws {
        let file = try Vectors.load("wycheproof/chacha20_poly1305_test.json", as: Wycheproof<Group>.self)
        var (valid, wrongTag, wrongNonce) = (0, 0, 0)
        for test in file.testGroups.flatMap(\.tests) {
            let iv = try Hex.decode(test.iv)
            guard let nonce = try? ChaChaNonce(iv) else {
                #expect(test.result == "invalid" && iv.count != 12)
                wrongNonce += 1
                continue
            }
            let key = try secret(hex: test.key)
            let additional = try Hex.decode(test.aad)
            let sealed = try Hex.decode(test.ct + test.tag)
            let plain = try Hex.decode(test.msg)
            guard test.result == "valid" else {
                #expect(throws: KeyError.authenticationFailed, "case \(test.tcId)") {
                    _ = try opened(sealed, key, nonce, additional)
                }
                wrongTag += 1
                continue
            }
            #expect(try opened(sealed, key, nonce, additional) == plain, "case \(test.tcId)")
            #expect(inPlace(plain, key, nonce, additional) == sealed, "case \(test.tcId)")
            #expect(across(plain, key, nonce, additional) == sealed, "case \(test.tcId)")
            valid += 1
        }
        #expect(file.numberOfTests == 325)
        #expect(valid == 256)
        #expect(wrongTag == 60)
        #expect(wrongNonce == 9)
    }

    private func opened(
        _ sealed: [UInt8], _ key: borrowing Secret, _ nonce: ChaChaNonce, _ additional: [UInt8]
    ) throws -> [UInt8] {
        var buffer = sealed
        do {
            var span = buffer.mutableSpan
            var bytes = span.mutableBytes
            try ChaChaPoly.open(&bytes, key: key, nonce: nonce, additional: additional.span.bytes)
        }
        return Array(buffer.dropLast(16))
    }

    private func inPlace(
        _ plain: [UInt8], _ key: borrowing Secret, _ nonce: ChaChaNonce, _ additional: [UInt8]
    ) -> [UInt8] {
        var buffer = plain + [UInt8](repeating: 0, count: 16)
        var span = buffer.mutableSpan
        var bytes = span.mutableBytes
        ChaChaPoly.seal(&bytes, key: key, nonce: nonce, additional: additional.span.bytes)
        return buffer
    }

    private func across(
        _ plain: [UInt8], _ key: borrowing Secret, _ nonce: ChaChaNonce, _ additional: [UInt8]
    ) -> [UInt8] {
        var buffer = [UInt8](repeating: 0xff, count: plain.count + 16)
        var span = buffer.mutableSpan
        var bytes = span.mutableBytes
        ChaChaPoly.seal(plain.span.bytes, into: &bytes, key: key, nonce: nonce, additional: additional.span.bytes)
        return buffer
    }
}
