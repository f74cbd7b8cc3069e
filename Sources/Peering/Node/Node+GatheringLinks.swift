import Keys

/// In a large venue everybody has a few links at random, and those who take part in one gathering may have none with
/// each other. So everybody keeps some to others who take part, for each gathering of theirs.
extension Node {
    /// Those who are worth a dial although there are links enough, because a gathering has too few.
    ///
    /// Who takes part in an open gathering says so to everybody. By invitation nobody says so but over a link to whom
    /// proves the same; so people who are here are tried, a few at a time and each once in a while. To whoever does not
    /// take part it is one more link of a large venue, which is given up again after a moment.
    mutating func companions(among eligible: [Eligible]) -> [Eligible] {
        guard own.visible || sharesUnseen else { return [] }
        var candidates = eligible.filter { $0.leadsTo.map { roster.presence(of: $0) == .here } ?? false }
        var chosen: [Eligible] = []
        for record in records.shared where record.membership == .open && !record.isBeingFounded {
            func takesPart(_ peer: PublicKey?) -> Bool {
                peer.flatMap { roster[$0] }?.gatherings.contains(record.prefix) ?? false
            }
            let expected = record.shares.count + overlay.dialled.count(where: takesPart)
            let already = chosen.count { takesPart($0.leadsTo) }
            var those = candidates.indices.filter { takesPart(candidates[$0].leadsTo) }
            for _ in 0..<max(0, min(PeeringLimits.gatheringLinksWanted - expected - already, those.count)) {
                let index = those.remove(at: dice.below(those.count))
                chosen.append(candidates[index])
            }
        }
        guard records.seeksByInvitation(at: now) else { return chosen }
        candidates.removeAll { candidate in candidate.leadsTo.map(records.tried.contains) ?? true }
        for _ in 0..<max(0, min(PeeringLimits.triedAtOnce - overlay.dialsUnderWay, candidates.count)) {
            chosen.append(candidates.remove(at: dice.below(candidates.count)))
        }
        return chosen
    }

    /// Whether a link is one of the few that a gathering has.
    func isNeededByGathering(_ id: LinkID) -> Bool {
        links.count <= PeeringLimits.linksKept + PeeringLimits.gatheringLinksMax
            && records.shared.contains {
                $0.shares.count <= PeeringLimits.gatheringLinksKept && $0.share(of: id) != nil
            }
    }
}
