import Peering

/// Somebody who sits between two people who want to exchange cards, who wears the other's name for each of them and
/// does at every step whatever the network lets them do: ask, answer, withdraw, begin anew, play the same in both roles
/// or under several keys at once, open and close links, repeat what was said before, and search everything that they
/// may choose. The people always say yes; they only refuse digits that differ.
package struct MiddleMan: Hashable, Sendable {
    /// A rule of the exchange that is left out on purpose, to see that they win then.
    package enum Weakness: String, CaseIterable, Sendable {
        /// The hash of the link goes into the digits, as in protocol 1.
        case mixesInTheLink
        /// Nonces are not committed to before the other one is seen.
        case hasNoCommitment
    }

    /// How often they tried.
    package let runs: Int
    /// How often both screens showed the same digits: then they have won.
    package private(set) var wins = 0
    /// How often a person asked, or accepted: each may be worth one guess to them.
    package private(set) var consents = 0

    /// Tries so often, with so many codes.
    package init(runs: Int, codes: UInt64, weakness: Weakness? = nil, seed: UInt64) {
        self.runs = runs
        var dice = Dice(seed: seed)
        for _ in 0..<runs {
            var attack = MiddleAttack(codes: codes, weakness: weakness, dice: Dice(seed: dice.next()))
            if attack.run() { wins += 1 }
            consents += attack.consents
        }
    }

    /// Whether they won no oftener than somebody who guesses once for each yes of a person, within three standard
    /// deviations.
    package func isNoLuckierThanGuessing(codes: UInt64) -> Bool {
        let expected = Double(consents) / Double(codes)
        let deviation = (expected * (1 - 1 / Double(codes))).squareRoot()
        return Double(wins) <= expected + max(3 * deviation, 1)
    }

    /// The outcome as a sentence.
    package func sentence(codes: UInt64) -> String {
        "\(runs) attacks from the middle at \(codes) codes: \(wins) won, with \(consents) times that people said yes"
    }
}
