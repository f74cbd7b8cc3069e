import PadTrials
import Testing

@testable import Pads

@Suite struct EncodingTests {
    /// A pad that several people wrote, with everything that columns hold.
    private func sample() throws -> Pad {
        var pad = Pad()
        for number in 0..<40 {
            let author = try #require(Author("author \(number % 3)".utf8))
            let seen = pad.version
            try pad.edit(
                [.insert(at: pad.text.count / 2, Array("Some more text, \(number) नमस्ते. ".unicodeScalars))], by: author)
            let other = try #require(Author("zoe".utf8))
            try pad.edit([.insert(at: 0, ["\u{1F389}", "e"])], by: other, at: seen)
            try pad.edit([.delete(at: 3, count: 2), .delete(at: 2, count: 1)], by: author)
        }
        return pad
    }

    @Test("A pad and its batches come back from their bytes as they were")
    func roundTrip() throws {
        let pad = try sample()
        for withText in [true, false] {
            let bytes = pad.encoded(withText: withText)
            let decoded = try Pad(decoding: bytes)
            #expect(decoded.text.string == pad.text.string && decoded.encoded(withText: withText) == bytes)
        }
        let batch = pad.graph.batch(since: .empty)
        #expect(try Batch(decoding: batch.encoded) == batch)
        #expect(try Pad.text(ofEncoded: pad.encoded())?.string == pad.text.string)
        #expect(batch.listing.reduce(0) { $0 + $1.edits.count } == pad.graph.count)
    }

    @Test("Damaged bytes are refused: cut anywhere, or with any bit changed")
    func damage() throws {
        let bytes = try sample().encoded()
        for length in 0..<bytes.count { #expect(throws: PadError.self) { try Pad(decoding: Array(bytes[..<length])) } }
        #expect(throws: PadError.malformed(.length)) { try Pad(decoding: bytes + [0]) }
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= 1 << UInt8(place % 8)
            #expect(throws: PadError.self) { try Pad(decoding: changed) }
            #expect(throws: PadError.self) { try Batch(decoding: changed) }
        }
    }

    @Test("Bytes of a later release say so")
    func newer() throws {
        var bytes = Pad().encoded()
        bytes[4] = 2
        #expect(throws: PadError.malformed(.newer(2))) { try Pad(decoding: bytes) }
        #expect(throws: PadError.malformed(.notAPad)) { try Pad(decoding: Array("hello, world".utf8)) }
    }

    @Test("Columns made up by somebody hostile give a pad or an error, never a trap")
    func hostile() throws {
        let sample = try sample()
        // What stands between the checksums.
        let columns = Array(sample.encoded(withText: false).dropFirst(10).dropLast(4))
        var accepted = 0
        for seed in UInt64(0)..<4_000 {
            var random = SplitMix(seed)
            var changed = columns
            for _ in 0...random.below(4) { changed[random.below(columns.count)] = UInt8(random.below(256)) }
            if random.below(4) == 0 { changed.removeSubrange(20 + random.below(60)..<90 + random.below(60)) }
            changed = PadFormat.seal(columns: changed)
            if let pad = try? Pad(decoding: changed) {
                accepted += 1
                #expect(try Pad(decoding: pad.encoded()).text.scalars == pad.text.scalars, "seed \(seed)")
            }
        }
        #expect(accepted > 0, "some changes make another pad that is good")
    }

    @Test("A text that is not that of the history is refused")
    func wrongText() throws {
        let pad = try sample()
        let bytes = PadFormat.encode(pad.graph.batch(since: .empty), text: Array("something else".utf8))
        #expect(throws: PadError.malformed(.content)) { try Pad(decoding: bytes) }
    }

    @Test("Every column comes back, however its bytes are spread")
    func columns() throws {
        for seed in UInt64(0)..<400 {
            var random = SplitMix(seed)
            let spread = [1, 2, 20, 256][random.below(4)]
            let bytes = (0..<random.below(3_000)).map { _ in
                UInt8(min(random.below(spread), random.below(spread), random.below(spread)))
            }
            var packed: [UInt8] = []
            PackedBytes.append(bytes, to: &packed)
            #expect(packed.count <= bytes.count + 4)
            var reader = ByteReader(packed[...])
            #expect(try PackedBytes.read(&reader, bound: 1 << 20) == bytes, "seed \(seed)")
            #expect(reader.isAtEnd)
        }
    }

    @Test("Bytes that are much more frequent than others still have codes of bounded length")
    func longCodes() throws {
        // Fibonacci numbers give the deepest tree.
        var frequencies = [Int](repeating: 0, count: 256)
        var (one, two) = (1, 1)
        for symbol in 0..<40 {
            frequencies[symbol] = one
            (one, two) = (two, one + two)
        }
        let code = HuffmanCode(frequencies)
        #expect(code.lengths.allSatisfy { $0 <= HuffmanCode.lengthMax })
        #expect(HuffmanCode(lengths: code.lengths) != nil)
    }

    @Test("The checksum is that of RFC 3720")
    func checksum() {
        #expect(CRC32C.checksum([UInt8](repeating: 0, count: 32)[...]) == 0x8A91_36AA)
        #expect(CRC32C.checksum([UInt8](repeating: 0xFF, count: 32)[...]) == 0x62A8_AB43)
        #expect(CRC32C.checksum((0..<32).map { UInt8($0) }[...]) == 0x46DD_794E)
        #expect(CRC32C.checksum(Array("123456789".utf8)[...]) == 0xE306_9283)
    }
}
