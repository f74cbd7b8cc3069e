import Gatherings
import Keys
import NIOPosix
import Peering
import Storage
import Transport
import Wire

/// Work for records that takes other cores or the disk: checked in the order in which it came, read in the order in
/// which it was asked for.
struct RecordWork: Sendable {
    typealias Job = @Sendable () async -> Void

    let checks: AsyncStream<Job>.Continuation
    let reads: AsyncStream<Job>.Continuation
    private let checkJobs: AsyncStream<Job>
    private let readJobs: AsyncStream<Job>

    init() {
        // Bounded by the protocol: each neighbour has a few messages under way, and one reading.
        (checkJobs, checks) = AsyncStream.makeStream(of: Job.self)
        (readJobs, reads) = AsyncStream.makeStream(of: Job.self)
    }

    func start() {
        for jobs in [checkJobs, readJobs] {
            Task.detached { for await job in jobs { await job() } }
        }
    }

    func stop() {
        checks.finish()
        reads.finish()
    }
}

extension NodeShell {
    func work(on task: RecordTask, of gathering: EntryID) {
        switch task {
        case .check(let link, let entries, let pushed):
            // A single entry, as somebody types, is checked at once, unless others of before are being checked.
            if checksUnderWay == 0, entries.count <= DaemonLimits.checksInline {
                let checked = CheckedEntries(checking: entries, of: gathering)
                return handle(.record(gathering, .checked(link, checked, pushed: pushed)))
            }
            checksUnderWay += 1
            begin(jobOf: link)
            recordWork.checks.yield { [weak self] in
                let checked = CheckedEntries(checking: entries, of: gathering)
                await self?.answerCheck(.record(gathering, .checked(link, checked, pushed: pushed)), of: link)
            }
        case .read(let link, let spans):
            read { [store] in
                let entries = try? store.entries(
                    of: gathering, in: spans, bytesMax: RecordLimits.entriesBytesMax,
                    countMax: WireLimits.entriesMax)
                return .record(gathering, .read(link, LogSpan.servable(entries ?? [], of: spans)))
            }
        case .prove(let log, let height, let other):
            read { [store] in
                let own = try? store.entry(of: gathering, log, height: height)
                return .record(gathering, .proof(own.flatMap { try? ForkProof($0, other) }))
            }
        case .checkProof(let link, let first, let second):
            begin(jobOf: link)
            recordWork.checks.yield { [weak self] in
                let entries = [first, second].compactMap { try? Entry(decoding: $0) }
                let proof = entries.count == 2 ? try? ForkProof(entries[0], entries[1]) : nil
                await self?.handle(.record(gathering, .proof(proof)), endingJobOf: link)
            }
        }
    }

    func checkFounding(_ bytes: [UInt8], from link: LinkID) {
        begin(jobOf: link)
        recordWork.checks.yield { [weak self] in
            let entry = (try? Entry(decoding: bytes)).flatMap { entry in
                let isFounding = entry.header.gathering == nil && entry.isGenuine
                return isFounding && (try? PublicKey(entry.header.log.author.bytes)) != nil ? entry : nil
            }
            await self?.handle(entry.map { .foundingChecked(link, $0) }, endingJobOf: link)
        }
    }

    private func answerCheck(_ event: Node.Event, of link: LinkID) {
        checksUnderWay -= 1
        handle(event, endingJobOf: link)
    }

    // What comes over a link is read only as fast as it can be worked on.

    /// Work begins on what came over a link.
    func begin(jobOf link: LinkID) {
        jobs[link, default: 0] += 1
        if jobs[link] == DaemonLimits.jobsPerLink { transport?.setReading(false, from: link) }
    }

    /// Work on what came over a link is done, and led to this.
    func handle(_ event: Node.Event?, endingJobOf link: LinkID) {
        let left = (jobs[link] ?? 1) - 1
        jobs[link] = left > 0 ? left : nil
        if left == DaemonLimits.jobsPerLink - 1 { transport?.setReading(true, from: link) }
        if let event { handle(event) }
    }

    /// Reads from the disk, after what waits to be written: what is held counts from the moment it came.
    private func read(_ body: @escaping @Sendable () -> Node.Event) {
        recordWork.reads.yield { [weak self] in
            try? await self?.writeNow()
            guard let event = try? await NIOThreadPool.singleton.runIfActive(body) else { return }
            await self?.handle(event)
        }
    }
}
