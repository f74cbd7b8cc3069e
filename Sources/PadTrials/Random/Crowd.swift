import Pads

/// Many people who insert and delete near one spot, each of whom saw what a few others wrote and nothing else: so many
/// insertions belong at one place that they are searched, not looked at one by one. One seed is one story.
package struct Crowd {
    private let seed: UInt64

    /// Nobody has written yet.
    package init(seed: UInt64) { self.seed = seed }

    /// Plays the story to its end.
    ///
    /// - Returns: how many events it had.
    /// - Throws: ``Gathering/Broken``.
    @discardableResult
    package func play() throws(Gathering.Broken) -> Int {
        var random = SplitMix(seed)
        do throws(PadError) {
            let pad = try written(&random)
            let reference = ReferenceReplay(pad.graph.batch(since: .empty))
            var whole = Pad()
            try whole.merge(pad.graph.batch(since: .empty))
            guard pad.text.string == reference.text, whole.text.string == reference.text else {
                throw PadError.malformed(.content)
            }
            return pad.graph.count
        } catch {
            throw Gathering.Broken(seed: seed, what: "a crowd's text is not that of the plain replay: \(error)")
        }
    }

    private func written(_ random: inout SplitMix) throws(PadError) -> Pad {
        var pad = Pad()
        var ends: [Int] = []
        let spots = 1 + random.below(3)
        let knowing = 1 + random.below(8)
        for number in 0..<30 + random.below(60) {
            // Names in another order than that of writing; now and then somebody writes again.
            let name = ends.isEmpty || random.below(8) > 0 ? [UInt8(random.below(256)), UInt8(number)] : [0, 0]
            guard let author = Author(name) else { continue }
            var version = Version.empty
            for _ in 0..<random.below(3) where !ends.isEmpty && random.below(8) < knowing {
                let seen = pad.graph.id(of: random.below(ends[random.below(ends.count)]))
                version = pad.graph.union(version, pad.graph.version(of: [seen]) ?? .empty)
            }
            let length = pad.text(at: version).count
            let position = random.below(min(length, spots) + 1)
            let scalars = (0...random.below(3)).map { Unicode.Scalar(UInt32(0x4E00 + 4 * number + $0)) ?? "?" }
            let edit =
                random.below(6) == 0 && position < length
                ? Edit.delete(at: position, count: 1 + random.below(min(2, length - position)))
                : .insert(at: position, scalars)
            try pad.edit([edit], by: author, at: version)
            ends.append(pad.graph.count)
        }
        return pad
    }
}
