import Gatherings
import Keys

/// A link whose two sides take part in one gathering, as far as its record is concerned.
struct LinkShare: Sendable {
    let link: LinkID
    let peer: PublicKey
    /// New entries are sent at once, not only told of (Plumtree's eager push).
    var isEager = true
    /// Logs that grew and are to be told of together.
    var marks: [LogTag] = []
    /// What they asked for and was not sent yet, in order.
    var serving: [LogSpan] = []
    /// Messages of entries sent that they have not stored yet.
    var inFlight = 0
    /// Messages of theirs that we stored and have not told them of.
    var untold = 0
    /// They have sent all that we asked for.
    var isStreamEnded = false
    /// Messages of theirs that came and are not stored yet.
    var unstored = 0
    /// The disk is being read for them.
    var isReading = false
    /// They are to be told when everything was sent.
    var owesEnd = false
    /// A frontier or lines of ours are unanswered since then.
    var comparingSince: Instant?
    /// Our own log and how far it went when we last asked whether they hold the same, until they say so.
    var asked: (log: LogTag, height: Int)?
    /// How many entries they asked for since we sent our lines.
    var wanted = 0
    /// How many entries they lacked when last compared.
    var behind: Int?
    /// How many entries they said that they take no more.
    var refused = 0
    var comparedAt: Instant?

    /// The last entry whose content they were asked for.
    var contentsAsked: EntryPlace?
    /// When they may be asked for contents again, and how long to wait after that.
    var contentsAskAt: Instant?
    var contentsWaitMS = RecordLimits.contentsRetryMS

    init(link: LinkID, peer: PublicKey) {
        self.link = link
        self.peer = peer
    }

    mutating func compared(behind: Int, at now: Instant) {
        self.behind = behind
        comparedAt = now
        comparingSince = nil
    }
}
