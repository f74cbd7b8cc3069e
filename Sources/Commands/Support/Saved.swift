import ControlAPI
import Display

/// What to say when something was written into a gathering.
enum Saved {
    /// Whether other people have it yet: while nobody does, it is lost with this machine.
    static func copies(_ count: Int, hidden: Bool?) -> SafeText {
        switch count {
        case 0 where hidden == true:
            "It is on this laptop only: you are hidden, and nothing leaves it until `baithak show`."
        case 0: "It is on this laptop only: keep it open until somebody else has a copy."
        case 1: "1 other person has a copy."
        default: "\(count) other people have a copy."
        }
    }

    /// The whole of it, after what was done.
    static func sentence(_ saved: SavedBody, _ done: SafeText = "Saved.") -> SafeText {
        "\(done) \(copies(saved.copies, hidden: saved.hidden))"
    }

    /// The same of a pad.
    static func sentence(_ saved: PadSavedBody) -> SafeText {
        guard saved.id != nil else { return "Nothing was changed." }
        let merged: SafeText = saved.merged ? " Others typed meanwhile: their text was merged with yours." : ""
        return "Saved. \(copies(saved.copies, hidden: saved.hidden))\(merged)"
    }
}
