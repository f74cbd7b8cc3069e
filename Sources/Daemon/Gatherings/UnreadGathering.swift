import ControlAPI
import Gatherings

/// A gathering by the rules of another version: nothing of it can be shown, and nothing be written there.
struct UnreadGathering {
    let id: EntryID
    let terms: FoundingTerms
    var standing: GatheringBody.Standing

    /// nil if its rules are known, or if it is no gathering at all.
    init?(founding: Entry, standing: GatheringBody.Standing) {
        guard let terms = try? FoundingTerms(of: founding), terms.areNewer || terms.areOlder else { return nil }
        id = founding.id
        self.terms = terms
        self.standing = standing
    }

    /// What it means, and what to do next.
    var sentence: String {
        guard terms.areNewer else {
            return "This gathering was founded with an older baithak, whose rules this one does not know: what was "
                + "written there stays in the database, and only the older version shows or exports it."
        }
        guard standing == .joined else {
            return "This gathering was founded with a newer baithak: install that version to join it and to see it."
        }
        return "This gathering was founded with a newer baithak: install that version to see it and to write there. "
            + "Until then what others write is kept here and passed on, and nothing of it is shown."
    }

    func body(nearby: Int) -> GatheringBody {
        GatheringBody(
            id: id.hex, title: "", place: "", firstDay: "", lastDay: "", byInvitation: terms.invitationHash != nil,
            anybodySchedules: false, standing: standing, organisers: [], attendees: 0, isOrganiser: false,
            nearby: nearby, problem: sentence)
    }
}
