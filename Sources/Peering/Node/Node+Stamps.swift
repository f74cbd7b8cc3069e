import Keys
import Wire

extension Node {
    /// Keeps a beat for longer than its author is shown.
    mutating func note(_ presence: SignedPresence, of author: PublicKey, from bringer: IPAddress?) {
        let heard = roster[author]?.heard ?? now
        stamps.note(presence, of: author, heard: heard, from: bringer, at: now)
        if stamps.isUnwritten { timers.atLatest(.stamps, now.advanced(byMS: PeeringLimits.stampsWriteMS)) }
    }

    /// Our own beats are kept too: after a restart they go on from there, and while we hide we know ourselves as others
    /// do.
    mutating func noteOwn() {
        if let current = own.current { note(current, of: own.key, from: nil) }
    }

    /// Writes the latest beats down, unless the disk still has those before to take.
    mutating func writeStamps() {
        if isWritingStamps, !stopping { return timers[.stamps] = now.advanced(byMS: PeeringLimits.stampsWriteMS) }
        let (kept, dropped) = stamps.takeUnwritten(at: now)
        guard !kept.isEmpty || !dropped.isEmpty else { return }
        isWritingStamps = true
        effects.append(.persist(.beats(kept, dropped: dropped)))
        wait(for: .stamps)
    }
}
