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
        case .accepted: "Accepted. Waiting for \(who)."
        case .code: "Look at each other's screens. Yours shows \(digits)."
        case .confirmed: "You confirmed \(digits). Waiting for \(who)."
        case .trading: "Exchanging cards with \(who)…"
        case .completed:
            exchange.unverified == true
                ? "You and \(who) hold each other's cards. The digits were not compared."
                : "You and \(who) hold each other's cards, verified."
        case .declined: "Declined: \(who) does not want to exchange cards now."
        case .refused: "Nothing was exchanged with \(who)."
        case .expired: "Nobody answered in time. Ask \(who), and try again."
        case .mismatch:
            """
            The digits differ, so nothing was exchanged: somebody may be intercepting the connection with \(who), or \
            one of you misread. Try again, on another network if they differ once more.
            """
        case .withdrawn: "The other side gave up, or was restarted. Ask \(who), and try again."
        case .busy: "Too many requests wait for \(who) just now. Ask \(who), and try again in two minutes."
        case .badCard: "What \(who) sent is no card of theirs. Nothing more is exchanged."
        }
    }

    /// One exchange of several, with what to type next.
    static func listed(_ exchange: ExchangeBody) -> SafeText {
        guard exchange.stage == .code else { return sentence(exchange) }
        let (digits, tag) = (exchange.digits ?? "", exchange.tag)
        return """
            Your digits with \(exchange.name) \(tag) are \(digits). If both screens show the same, \
            `baithak confirm \(tag)`, else `baithak mismatch \(tag)`.
            """
    }

    /// What one should know before trusting the name; nil if there is nothing.
    static func warning(_ exchange: ExchangeBody) -> SafeText? {
        exchange.resembles.map { tag -> SafeText in
            if tag == exchange.tag {
                return """
                    Careful: \(exchange.name) \(exchange.tag) is not your contact with that tag, but somebody with the \
                    key \(exchange.key).
                    """
            }
            return "Careful: \(exchange.name) \(exchange.tag) is not your contact \(tag), whose name looks the same."
        }
    }

    /// For a program: stage, name, tag, digits.
    static func record(_ exchange: ExchangeBody) -> SafeText {
        "\(exchange.stage.rawValue)\t\(exchange.name)\t\(exchange.tag)\t\(exchange.digits ?? "")"
    }
}
