import Foundation
import PadTrials
import Testing

/// What the fuzzer found worth keeping: bytes that reach a part of the decoder that nothing else reaches.
@Suite struct CorpusTests {
    @Test("Everything that the fuzzer kept gives a pad or an error, never a trap")
    func corpus() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus")
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        #expect(files.count > 100, "the corpus is there")
        var pads = 0
        for file in files where HostileBytes.take(Array(try Data(contentsOf: file))) { pads += 1 }
        #expect(pads > 10, "some of it is good")
    }
}
