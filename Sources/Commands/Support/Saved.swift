import ControlAPI
import Display

/// What to say when something was written into a gathering.
enum Saved {
    /// Whether other machines hold it yet: while none does, it is lost with this one.
    static func copies(_ count: Int) -> SafeText {
        count == 0 ? "copies: 0, keep the lid open" : "copies: \(count)"
    }

    /// What to add where the disk did not take what holds already.
    static func warn(_ kept: KeptBody, _ console: Console) {
        guard !kept.isKept else { return }
        console.say("\(SafeText(kept.reason ?? "")) Until then this holds only as long as baithakd runs.")
    }

    /// The whole sentence.
    static func sentence(_ saved: SavedBody) -> SafeText { "Saved. \(copies(saved.copies))." }

    /// The same of a pad.
    static func sentence(_ saved: PadSavedBody) -> SafeText {
        guard saved.id != nil else { return "Nothing was changed." }
        let merged: SafeText = saved.merged ? " Others typed meanwhile: their text was merged with yours." : ""
        return "Saved. \(copies(saved.copies)).\(merged)"
    }
}
