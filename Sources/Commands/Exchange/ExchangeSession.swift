import ControlAPI
import ControlClient
import Display
import Glibc

/// One exchange from here to its end: guides a person through, or prints each stage.
struct ExchangeSession: Sendable {
    let client: ControlClient
    let console: Console
    /// Whom it is with.
    let key: String
    let isJSON: Bool
    /// Whether a person can be asked here.
    let isGuided: Bool

    init(client: ControlClient, console: Console, key: String, isJSON: Bool) {
        self.client = client
        self.console = console
        self.key = key
        self.isJSON = isJSON
        isGuided = !isJSON && console.isTerminal && isatty(STDIN_FILENO) == 1
    }

    /// Does the first step and goes on until nothing more can happen.
    /// - Throws: ``CommandFailure`` unless cards were exchanged.
    func run(_ action: ExchangeAction, _ offer: OfferBody) async throws {
        // The events first, so that nothing happens unseen.
        let lines = try await client.eventLines()
        var shown: ExchangeBody?
        try await show(client.act(action, key: key, offer).value, after: &shown)
        for try await line in lines {
            switch ControlClient.event(in: line) {
            case .exchange(let exchange) where exchange.key == key: try await show(exchange, after: &shown)
            // Events may have been lost: look how far it is.
            case .snapshot:
                let now = try await client.exchanges().value.first { $0.key == key }
                if let now { try await show(now, after: &shown) }
            default: break
            }
            if shown?.stage.isFinal == true { break }
        }
        if let failure = shown.flatMap(Self.failure) { throw failure }
    }

    private func show(_ exchange: ExchangeBody, after shown: inout ExchangeBody?) async throws {
        // An answer may overtake events that are older.
        if let shown, exchange.stage.rank <= shown.stage.rank { return }
        let isFirst = shown == nil
        shown = exchange
        if isJSON { return console.print(json: try JSONText.of(exchange)) }
        if isFirst, let warning = ExchangeText.warning(exchange) { console.say(warning) }
        guard isGuided else { return console.print(ExchangeText.record(exchange)) }
        // How it came to nothing is said at the end, by the failure.
        if !exchange.stage.isFinal || exchange.stage == .completed { console.say(ExchangeText.sentence(exchange)) }
        if exchange.stage == .code {
            // Asked beside the events: what the other person does meanwhile is shown at once.
            Task { await ask(exchange) }
        }
    }

    private func ask(_ exchange: ExchangeBody) async {
        let name = SafeText(exchange.name)
        let prompt: SafeText = "Does the screen of \(name) \(exchange.tag) show \(exchange.digits ?? "")? [yes/no] "
        let isEqual = await Question.yesOrNo(prompt, console)
        do { _ = try await client.act(isEqual ? .confirm : .mismatch, key: key) } catch {
            // It ended while we were asking; the events say how.
        }
    }

    private static func failure(_ exchange: ExchangeBody) -> CommandFailure? {
        switch exchange.stage {
        case .completed: nil
        case .expired: CommandFailure(.timedOut, ExchangeText.sentence(exchange))
        default: CommandFailure(.refused, ExchangeText.sentence(exchange))
        }
    }
}
