import Dispatch
import Gatherings

/// A pad that somebody looked at, beside the loop: what strangers wrote there may take a while to put together, and
/// links, beats and other commands are not to wait for it. Each pad has a queue of its own, since the pools of tasks
/// and of blocking calls may have a single thread each; what is asked of one pad comes in turn.
actor OpenPad {
    private let queue: PadQueue
    private var pad: SharedPad

    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    init(_ document: EntryID) {
        queue = PadQueue()
        pad = SharedPad(document: document)
    }

    /// Takes what came, and then reads something, or reckons what is to be written.
    func look<Found: Sendable>(
        taking new: [Entry], _ body: @Sendable (inout SharedPad) throws(ContentError) -> Found
    ) throws(ContentError) -> Found {
        for entry in new { pad.take(entry) }
        return try body(&pad)
    }
}

/// Where a pad's work is done, one piece after the other.
private final class PadQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "baithak.pad")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
