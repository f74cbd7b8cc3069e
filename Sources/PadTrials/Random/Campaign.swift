/// Many stories at once, on all cores.
package struct Campaign: Sendable {
    /// How many were played.
    package let seeds: Int
    /// How many events they had together.
    package private(set) var events = 0
    /// Those that did not hold, by seed.
    package private(set) var broken: [Gathering.Broken] = []

    /// Plays the stories of these seeds.
    ///
    /// - Parameter workers: how many are played at the same time.
    package init(seeds: Range<UInt64>, workers: Int) async {
        self.seeds = seeds.count
        await withTaskGroup(of: (Int, [Gathering.Broken]).self) { group in
            for worker in 0..<workers {
                group.addTask {
                    Self.play(stride(from: seeds.lowerBound + UInt64(worker), to: seeds.upperBound, by: workers))
                }
            }
            for await (events, broken) in group {
                self.events += events
                self.broken += broken
            }
        }
        broken.sort { $0.seed < $1.seed }
    }

    private static func play(_ seeds: StrideTo<UInt64>) -> (events: Int, broken: [Gathering.Broken]) {
        var (events, broken) = (0, [Gathering.Broken]())
        for seed in seeds {
            var gathering = Gathering(seed: seed)
            do throws(Gathering.Broken) {
                events += try gathering.play()
                if seed % 10 == 0 { events += try Crowd(seed: seed).play() }
            } catch {
                broken.append(error)
            }
        }
        return (events, broken)
    }
}
