import Dispatch
import Display
import Glibc

/// A question at the terminal.
enum Question {
    /// Asks until the answer is one of the two; the end of input is a no.
    static func yesOrNo(_ question: SafeText, _ console: Console) async -> Bool {
        await withCheckedContinuation { continuation in
            // Reading blocks, so it happens on a thread of its own.
            DispatchQueue.global().async {
                while true {
                    console.draw(question)
                    switch readLine()?.lowercased() {
                    case "yes", "y": return continuation.resume(returning: true)
                    case "no", "n", nil: return continuation.resume(returning: false)
                    default: console.say("Answer yes or no.")
                    }
                }
            }
        }
    }
}
