import PadTrials
import Testing

@Suite struct GatheringTests {
    @Test("Whatever people write at once and hear in any order, everything that is promised of pads holds")
    func gatherings() throws {
        for seed in UInt64(0)..<300 {
            var gathering = Gathering(seed: seed)
            try gathering.play()
        }
    }

    @Test("Where very many people write at one spot, who stands first is as in the plain replay")
    func crowds() throws {
        for seed in UInt64(0)..<25 { try Crowd(seed: seed).play() }
    }
}
