import Keys
import Testing

@Suite("Attendee keys")
struct PublicKeyTests {
    /// The eight points of small order, and 7·B + each of the seven that are not the identity: computed from the
    /// curve's equation (RFC 8032, section 5.1).
    static let smallOrder = [
        "0100000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    ]
    static let mixedOrder = [
        "e9b2fe981587efae6478f48ba1fa60cec6126d0e26dde72a0a24f640dcd783e5",
        "d7fcf1f00e29dd947529006e74d779973e3c1a1bad96b7807ab8644b5604ee50",
        "16b981d0b88cdf3ab9fa87190822fe4905b475efda3aec7c34abfa92c19320f4",
        "044d0167ea7810519b870b745e059f3139ed92f1d92218d5f5db09bf23287c1a",
        "16030e0ff1d6226b8ad6ff918b288668c1c3e5e45269487f85479bb4a9fb11af",
        "d7467e2f477320c5460578e6f7dd01b6fa4b8a1025c51383cb54056d3e6cdf0b",
    ]
    /// 7·B itself, and with the point of order 2 added.
    static let good = "b862409fb5c4c4123df2abf7462b88f041ad36dd6864ce872fd5472be363c5b1"
    static let order2 = "359dbf604a3b3bedc20d5408b9d4770fbe52c922979b3178d02ab8d41c9c3a4e"

    @Test("a key of small order is refused", arguments: smallOrder)
    func small(_ hex: String) {
        #expect(throws: KeyError.invalidPoint) { try PublicKey(hex: hex) }
    }

    @Test("a key of mixed order is refused", arguments: mixedOrder)
    func mixed(_ hex: String) {
        #expect(throws: KeyError.invalidPoint) { try PublicKey(hex: hex) }
    }

    @Test("a key of order 2L is refused, which uncorrected libraries accept (CVE-2025-69277)")
    func cve() throws {
        #expect(throws: Never.self) { try PublicKey(hex: Self.good) }
        #expect(throws: KeyError.invalidPoint) { try PublicKey(hex: Self.order2) }
        #expect(throws: Never.self) { try Sodium.start() }
    }

    @Test(
        "the odd keys of ed25519-speccheck are refused",
        arguments: [
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            "f7badec5b8abeaf699583992219b7b223f1df3fbbea919844e3f7c554a43dd43",
            "cdb267ce40c5cd45306fa5d2f29731459387dbf9eb933b7bd5aed9a765b88d4d",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        ])
    func speccheck(_ hex: String) {
        #expect(throws: KeyError.invalidPoint) { try PublicKey(hex: hex) }
    }

    @Test(
        "encodings that are not canonical or not on the curve are refused",
        arguments: [
            // y = p + 1 for 1, y = p for 0, y = p + 3, and a y that no x fits.
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0200000000000000000000000000000000000000000000000000000000000000",
        ])
    func malformed(_ hex: String) {
        #expect(throws: KeyError.invalidPoint) { try PublicKey(hex: hex) }
    }

    @Test("a key of any other length is refused by its length")
    func length() {
        for count in [0, 1, 31, 33, 64] {
            #expect(throws: KeyError.badLength(expected: 32, actual: count)) {
                try PublicKey([UInt8](repeating: 1, count: count))
            }
        }
        #expect(throws: KeyError.badHex) { try PublicKey(hex: "0g") }
        #expect(throws: KeyError.badHex) { try PublicKey(hex: "012") }
    }

    @Test("the tag is the first 40 bits in base32, four and four")
    func tag() throws {
        let rest = [UInt8](repeating: 0, count: 27)
        // RFC 4648, section 10: "fooba" is MZXW6YTB.
        #expect(try PublicKey(trusting: [UInt8]("fooba".utf8) + rest).tag == "mzxw-6ytb")
        #expect(try PublicKey(trusting: [0, 0, 0, 0, 0] + rest).tag == "aaaa-aaaa")
        #expect(try PublicKey(trusting: [255, 255, 255, 255, 255] + rest).tag == "7777-7777")
        let key = try PublicKey(hex: Self.good)
        #expect("\(key)" == key.tag)
        #expect(key.hex == Self.good)
    }

    @Test("keys are ordered and compared as byte strings")
    func order() throws {
        var keys = try (0..<64).map { index -> PublicKey in
            var bytes = [UInt8](repeating: 0x7f, count: 32)
            bytes[index % 32] = index < 32 ? 0x80 : 0x10
            return try PublicKey(trusting: bytes)
        }
        keys.sort()
        let bytes = keys.map(\.bytes)
        #expect(zip(bytes, bytes.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        #expect(Set(keys).count == 64)
        #expect(try PublicKey(trusting: bytes[5]) == keys[5])
        #expect(keys[5].compact.bytes == bytes[5])
    }
}
