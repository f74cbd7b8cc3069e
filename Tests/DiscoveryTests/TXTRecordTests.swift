import Testing

@testable import Discovery

struct TXTRecordTests {
    @Test("What is announced is two short strings that say nothing about a person")
    func advertised() {
        #expect(TXTRecord.advertised == [9] + Array("txtvers=1".utf8) + [3] + Array("v=2".utf8))
        #expect(TXTRecord.advertised.count <= DiscoveryLimits.txtBytesMax)
        #expect(TXTRecord.protocolVersion(in: TXTRecord.advertised) == 2)
    }

    @Test("Strings that do not fit are left out")
    func bounded() {
        let long = String(repeating: "a", count: 99)
        #expect(TXTRecord.encode([long, "v=1"]).count == 100)
        #expect(TXTRecord.encode([long + "b", "v=1"]) == [3] + Array("v=1".utf8))
    }

    @Test(
        "Malformed records have no version, and never stop us",
        arguments: [
            [], [0], [0, 0, 0], [3], [255, 118, 61, 49], [3, 118, 61], [2, 118, 61], [3, 118, 61, 120], [1, 118],
            [4, 118, 61, 0xFF, 0xFE], [6, 118, 61, 49, 49, 49, 49], [3, 86, 61, 49], [3, 118, 0, 49],
        ] as [[UInt8]])
    func malformed(_ record: [UInt8]) { #expect(TXTRecord.protocolVersion(in: record) == nil) }

    @Test("Empty strings, other keys and bad bytes around the version are passed over")
    func surrounded() {
        let record: [UInt8] = [0, 2, 0xFF, 0xFF, 3, 120, 61, 57, 4, 118, 61, 52, 50, 3, 118, 61, 55, 200]
        #expect(TXTRecord.protocolVersion(in: record) == 42)
    }

    @Test("Random bytes are read without harm")
    func random() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SeededGenerator(state: seed)
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...40, using: &random)
            let record = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) % 128 }
            if let version = TXTRecord.protocolVersion(in: record) { #expect((0...999).contains(version)) }
        }
    }
}
