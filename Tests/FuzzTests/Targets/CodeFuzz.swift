import Gatherings
import Keys

/// What people type, paste or scan.
enum CodeFuzz {
    /// A time at which the codes of the corpus are good.
    static let nowMS: Int64 = 1_800_000_000_000

    static func take(_ bytes: [UInt8]) -> Bool {
        guard let text = String(validating: bytes, as: UTF8.self) else { return false }
        var isGood = false
        if let code = try? KeyCode(reading: text, nowMS: nowMS) {
            precondition(code.text.utf8.count <= KeyCode.bytesMax)
            precondition((try? KeyCode(reading: code.text, nowMS: nowMS)) == code, "a code that is shown can be read")
            isGood = true
        }
        if let invitation = try? Invitation(text) {
            precondition((try? Invitation(invitation.text)) == invitation, "an invitation can be handed on")
            precondition(!"\(invitation)".utf8.elementsEqual(invitation.text.utf8), "a log never has the secret")
            isGood = true
        }
        if let key = try? PublicKey(hex: text) {
            precondition((try? PublicKey(hex: key.hex)) == key)
            isGood = true
        }
        return isGood
    }
}
