import Keys

/// How fast each author's entries are taken from pushes (the generic cell rate algorithm of ITU-T I.371). What comes
/// faster waits for a comparison, which brings it as a chain.
struct PushRate: Sendable {
    /// When each author's entries would be due if they came evenly; nobody is in it whose are due already.
    private var dueAt: [PublicKey: Instant] = [:]

    private static let intervalUS = 1_000_000 / RecordLimits.pushedRate

    /// Whether so many more entries of an author are taken now; if so they count.
    mutating func takes(_ count: Int, of author: PublicKey, at now: Instant) -> Bool {
        let due = max(dueAt[author] ?? now, now).microseconds + Int64(count) * Self.intervalUS
        guard due - now.microseconds <= RecordLimits.pushedAtOnceMax * Self.intervalUS else { return false }
        dueAt[author] = Instant(microseconds: due)
        return true
    }

    /// Whether an author's entries came faster than they are taken.
    func isExceeded(by author: PublicKey, at now: Instant) -> Bool {
        guard let due = dueAt[author] else { return false }
        return due.microseconds - now.microseconds > (RecordLimits.pushedAtOnceMax - 1) * Self.intervalUS
    }

    /// Forgets whose entries are due.
    mutating func forget(at now: Instant) { dueAt = dueAt.filter { $0.value > now } }
}
