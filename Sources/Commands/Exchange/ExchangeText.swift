import ControlAPI
import Display

/// How far an exchange is, in words.
enum ExchangeText {
    /// For a person. No name stands first: messages of ours start the line.
    static func sentence(_ exchange: ExchangeBody) -> SafeText {
        let who: SafeText = "\(exchange.name) \(exchange.tag)"
        let digits = SafeText(exchange.digits ?? "")
        return switch exchange.stage {
        case .asking: "Asked \(who). Waiting for an answer."
        case .requested:
            "Asked by \(who) to exchange cards: `baithak accept \(exchange.tag)` or `baithak decline \(exchange.tag)`."
        case .accepted: "Accepted. Waiting for the other side."
        case .code: "Look at each other's screens. Yours shows \(digits)."
        case .confirmed: "You confirmed \(digits). Waiting for \(who)."
        case .trading: "Cards are crossing."
        case .completed:
            exchange.unverified == true
                ? "You and \(who) hold each other's cards. The digits were not compared."
                : "You and \(who) hold each other's cards, verified."
        case .declined: "Declined: \(who) does not want to exchange cards now."
        case .refused: "Nothing was exchanged with \(who)."
        case .expired: "Nobody answered in time. Ask \(who), and try again."
        case .mismatch:
            "The digits differ: somebody may sit between you and \(who). Nothing was exchanged. Try another network."
        case .withdrawn: "The other side gave up, or was restarted. Ask \(who), and try again."
        case .badCard: "What \(who) sent is no card of theirs. Nothing more is exchanged."
        }
    }

    /// What one should know before trusting the name; nil if there is nothing.
    static func warning(_ exchange: ExchangeBody) -> SafeText? {
        exchange.resembles.map { tag in
            "Careful: \(exchange.name) \(exchange.tag) is not your contact \(tag), whose name looks the same."
        }
    }

    /// For a program: stage, name, tag, digits.
    static func record(_ exchange: ExchangeBody) -> SafeText {
        "\(exchange.stage.rawValue)\t\(exchange.name)\t\(exchange.tag)\t\(exchange.digits ?? "")"
    }
}
