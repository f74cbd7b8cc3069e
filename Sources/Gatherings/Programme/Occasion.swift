/// The gathering at which somebody was met, as it was called then. Of one by invitation the title is a secret of those
/// who take part: it is for our own disk and screen alone.
package struct Occasion: Hashable, Sendable {
    /// Which gathering.
    package let gathering: EntryID
    /// What it was called; at most ``ContentLimits/titleBytesMax``.
    package let title: String

    /// Both fields at once.
    package init(gathering: EntryID, title: String) {
        self.gathering = gathering
        self.title = title
    }

    /// Where two people meet on a day: at the only gathering that both take part in; of several at that which has this
    /// day, since the others are not on; and of those, or if none has it, at that which was joined last.
    ///
    /// - Parameter shared: the gatherings that both take part in, in the order in which we joined.
    package static func of(_ shared: [ProgrammeState], on day: Day) -> Occasion? {
        let today = shared.last { ($0.firstDay...$0.lastDay).contains(day) }
        return (today ?? shared.last).map { Occasion(gathering: $0.gathering, title: $0.title) }
    }
}
