import PadTrials
import Pads
import Testing

@Suite(.enabled(if: Vectors.areThere, "\(Vectors.why)")) struct PublishedTests {
    @Test("Every published history merges to its text, in its own order and in another (make test-pads tries more)")
    func merges() throws {
        let histories = try GzipFile.read([History].self, at: Vectors.merges)
        #expect(histories.count == 500)
        let conformance = Conformance(histories, orders: 1)
        #expect(conformance.agreeing == 500, "\(String(describing: conformance.first))")
    }

    @Test("The published traces replay to their texts", arguments: [Vectors.friends, Vectors.blog])
    func traces(_ path: String) throws {
        let replay = try TraceReplay(try GzipFile.read(Trace.self, at: path), runs: 1)
        #expect(replay.agrees)
    }

    @Test("A published history with another text is told from the rest")
    func teeth() throws {
        var histories = try GzipFile.read([History].self, at: Vectors.merges)
        histories[7].endContent += "?"
        let conformance = Conformance(histories, orders: 0)
        #expect(conformance.agreeing == 499 && conformance.first?.history == 7)
    }
}
