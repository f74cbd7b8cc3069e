import Gatherings
import Keys

/// One gathering as its people see it: the programme, and the pads that somebody looked at since the start.
struct GatheringView {
    let founding: Entry
    let invitation: Invitation?
    var standing: Standing
    var programme: Programme
    private(set) var pads: [EntryID: SharedPad] = [:]
    /// Pads whose entries are being read from the disk.
    var loading: [EntryID: Task<Bool, Never>] = [:]
    /// How often the view was to be made anew, and what came since; nil while it is not.
    private var remakings = 0
    private var since: [Entry]?

    enum Standing {
        case joined
        case left
    }

    /// nil if the founding is none, which it was not when it came.
    init?(founding: Entry, invitation: Invitation?, standing: Standing) {
        guard let programme = try? Programme(founding: founding, invitation: invitation) else { return nil }
        self.founding = founding
        self.invitation = invitation
        self.standing = standing
        self.programme = programme
    }

    mutating func take(_ entries: [Entry]) {
        since? += entries
        for entry in entries {
            if entry.header.document == founding.id {
                programme.take(entry)
            } else if let document = entry.header.document {
                pads[document]?.take(entry)
            }
        }
    }

    /// Entries count no more: the view is being made anew.
    ///
    /// - Returns: the number of this time. What is read because of an earlier one counts no more.
    mutating func beginAnew() -> Int {
        remakings += 1
        since = []
        return remakings
    }

    /// The view as it follows from what was read, and from what came while it was. Pads are read when somebody looks.
    mutating func finishAnew(_ number: Int, with entries: [Entry]) {
        guard number == remakings, let since,
            var view = GatheringView(founding: founding, invitation: invitation, standing: standing)
        else { return }
        view.remakings = remakings
        view.take(entries + since)
        self = view
    }

    /// From now on entries of this pad are taken.
    mutating func open(_ document: EntryID) { pads[document] = SharedPad(document: document) }

    mutating func take(_ entries: [Entry], of document: EntryID) {
        for entry in entries { pads[document]?.take(entry) }
    }

    mutating func close(_ document: EntryID) { pads[document] = nil }

    /// Changes an open pad, which takes time when entries came since it was last looked at.
    mutating func with<Result>(
        _ document: EntryID, _ body: (inout SharedPad) throws(ContentError) -> Result
    ) throws(ContentError) -> Result? {
        guard pads[document] != nil else { return nil }
        return try body(&pads[document, default: SharedPad(document: document)])
    }
}
