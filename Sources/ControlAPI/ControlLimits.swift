/// Bounds of the control socket; both ends hold to them.
package enum ControlLimits {
    /// The body of a request, in bytes: a whole pad of ``padBytesMax``, of which a program that escapes all but ASCII
    /// makes three times as much, and the ids of its version.
    package static let requestBytesMax = 1024 * 1024
    /// The text of a pad, in bytes of UTF-8: a hundred close pages.
    package static let padBytesMax = 256 * 1024
    /// The body of an answer, in bytes: the export of a conference of 1,024 sessions with 60 kB of notes each.
    package static let answerBytesMax = 64 * 1024 * 1024
    /// Other sessions that claim the room and slot of a session, as its description names them: each names the others,
    /// so a thousand at one spot would be a million.
    package static let claimsMax = 16
    /// Clients at one time: a few terminals, an editor, the wall; each holds a descriptor.
    package static let clientsMax = 32
    /// Events that wait for one reader before it gets a snapshot instead.
    package static let eventsWaitingMax = 256
    /// An address that a person typed, in bytes: a host name of 253 and a port.
    package static let addressBytesMax = 300
    /// How long a command waits for an ordinary answer, in milliseconds.
    package static let answerTimeoutMS: Int64 = 5_000
    /// How long a command waits for the answer of `POST /v1/peers`, in milliseconds: the daemon answers after one
    /// handshake deadline at the latest, and name resolution may come before it.
    package static let dialTimeoutMS: Int64 = 15_000
    /// How long a command waits until a pad is saved, in milliseconds: a slow machine takes some seconds to compare two
    /// large texts, and each of those being saved before has its turn.
    package static let saveTimeoutMS: Int64 = 60_000
    /// How long a command waits for a programme or an export, in milliseconds: the notes of a thousand sessions are
    /// read from a slow disk.
    package static let exportTimeoutMS: Int64 = 60_000
    /// How long a command waits for the daemon's end, in milliseconds: a goodbye to everybody takes one second at most,
    /// and a slow disk some more.
    package static let endTimeoutMS: Int64 = 15_000
    /// How often it is looked whether the daemon has ended, in milliseconds.
    package static let endLookMS: Int64 = 20
    /// One event of `GET /v1/events`, in bytes of its JSON: a snapshot of 4,096 attendees with the largest badges.
    package static let eventBytesMax = 16 * 1024 * 1024
    /// How often a silent event stream carries a comment, in milliseconds, so that a reader who is gone is noticed.
    package static let heartbeatMS: Int64 = 15_000
    /// How long a connection without a request stays open, in milliseconds: it holds one of ``clientsMax`` places.
    package static let idleTimeoutMS: Int64 = 30_000
    /// The same while half of the places are taken, in milliseconds: others want them, and a client that means to ask
    /// something does so within a moment.
    package static let idleInCrowdMS: Int64 = 1_000
}
