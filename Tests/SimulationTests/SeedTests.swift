import Peering
import Simulation
import Testing

struct SeedTests {
    @Test("Whatever happens in a hundred small venues, the invariants hold")
    func invariants() async {
        let verdicts = await Campaign.small(seeds: 1..<101, signatures: .cheap)
        #expect(verdicts.map(\.seed) == Array(1..<101))
        for verdict in verdicts { #expect(verdict.complaints.isEmpty, "seed \(verdict.seed)") }
    }

    @Test("With real signatures they hold as well")
    func realSignatures() async {
        for verdict in await Campaign.small(seeds: 1..<11, signatures: .real) {
            #expect(verdict.complaints.isEmpty, "seed \(verdict.seed)")
        }
    }

    @Test("The same seed gives the same trace, another seed another")
    func traces() {
        let first = (1...12).map { Verdict(running: .small(seed: $0)) }
        #expect(first == (1...12).map { Verdict(running: .small(seed: $0)) })
        #expect(Set(first.map(\.trace)).count == first.count)
    }

    @Test("A seed that does not hold can be looked into, line by line, without changing what happens")
    func journal() {
        var lines: [String] = []
        let verdict = Verdict(running: .small(seed: 7)) { lines.append($0) }
        #expect(lines.count > verdict.events && verdict == Verdict(running: .small(seed: 7)))
    }
}
