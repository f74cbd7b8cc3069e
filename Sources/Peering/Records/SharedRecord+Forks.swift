import Gatherings
import Wire

/// Logs of which their author signed two entries for one height.
extension SharedRecord {
    /// A run has another entry at a height than we hold: with both there is a proof.
    mutating func forked(_ run: Run, at height: Int, from link: LinkID) {
        if let other = run.entries.first(where: { $0.header.height == height }) {
            effects.append(.work(.prove(run.log, height: height, other)))
        } else if share(of: link) != nil {
            // The other entry is before the run.
            effects.append(.say(link, .wants([LogRange(LogTag(run.log), height..<height + 1)], graft: false)))
        }
    }

    /// Stops a log as a proof says, and passes the proof on.
    mutating func stop(by proof: ForkProof) {
        guard let dropped = record.stop(by: proof, name) else { return }
        names[proof.log]?.removeLast(dropped.count)
        lacking.drop(proof.log, from: dropped.lowerBound)
        // If it is our own, what is being written above it counts for nothing either.
        pending.removeAll { $0.header.log == proof.log && $0.header.height >= proof.height }
        proofs[LogTag(proof.log)] = proof
        effects.append(.persist(.fork(gathering, proof)))
        effects.append(.await(.taken(count: 0, [])))
        effects.append(.tell(.forked(gathering)))
        for share in shares { effects.append(.say(share.link, .init(proof))) }
    }
}
