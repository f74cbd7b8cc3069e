import Cards
import ControlAPI
import Keys
import Peering

/// Who nearby could help whom, by the badges that everybody shows; nobody is asked.
extension NodeShell {
    func matches() -> [MatchBody] {
        let present = node.attendees(at: clock.now).filter { $0.presence != .gone && $0.standing != .blocked }
        let names = Dictionary(present.map { ($0.key, $0.badge.name) }, uniquingKeysWith: { first, _ in first })
        return Matching.matches(own: node.badge, others: present.map { ($0.key, $0.badge) }).map { match in
            MatchBody(
                person: PersonBody(name: names[match.key] ?? "", tag: match.key.tag, key: match.key.hex),
                offers: match.offers.map(AgreementBody.init), asks: match.asks.map(AgreementBody.init),
                topics: match.topics.map(AgreementBody.init))
        }
    }
}

extension AgreementBody {
    fileprivate init(_ agreement: Matching.Agreement) {
        self.init(own: agreement.own, theirs: agreement.theirs, words: agreement.words)
    }
}
