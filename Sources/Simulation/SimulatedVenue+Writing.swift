import Gatherings
import Keys
import Peering

/// People who write in a gathering, and what must hold of what they wrote.
extension SimulatedVenue {
    /// A person founds the venue's gathering; there is one.
    package mutating func found(_ index: Int) {
        guard gathering == nil, hosts[index].isAwake else { return }
        if settings.outsider != nil { secret = (0..<Invitation.secretBytes).map { _ in UInt8(dice.below(256)) } }
        handle(.command(.foundGathering(Self.founding(secret), secret: secret)), at: index)
    }

    /// Somebody who was handed the code types it.
    mutating func useCode(_ index: Int) {
        guard hosts[index].isAwake, let gathering, let secret,
            let invitation = try? Invitation(secret: secret, gathering: gathering)
        else { return }
        handle(.command(.acceptInvitation(invitation)), at: index)
    }

    /// A person joins the venue's gathering without having been told of it.
    mutating func takePart(_ index: Int) {
        let founder = hosts.first { host in host.node.map { $0.gatherings.contains { $0 == gathering } } ?? false }
        guard let gathering, let founding = founder?.node?.founding(of: gathering) else { return }
        let record = RestoredRecord(gathering: gathering, founding: founding, membership: .open)
        handle(.command(.rejoinGathering(record)), at: index)
    }

    /// A person writes something that means nothing.
    package mutating func write(_ index: Int) {
        guard hosts[index].isAwake, let gathering else { return }
        writtenCount += 1
        handle(.command(.writeEntry(gathering, draft("\(index) writes \(writtenCount)"))), at: index)
    }

    private func draft(_ text: String) -> EntryDraft {
        EntryDraft(
            document: gathering ?? EntryID(SimulatedVenue.nothing), parents: [], kind: 1_000, content: Array(text.utf8),
            createdMS: 0)
    }

    private static func founding(_ secret: [UInt8]?) -> EntryDraft {
        do {
            let day = try Day("2026-11-28")
            let content = Content.founding(
                try Content.Founding(
                    title: "OSSCamp", place: "", firstDay: day, lastDay: day, anybodySchedules: true,
                    invitationHash: secret.map(Invitation.hash)))
            let (kind, shape, bytes) = content.encoded()
            return EntryDraft(
                document: EntryID(nothing), parents: [], kind: kind, shape: shape, content: bytes, createdMS: 0)
        } catch { preconditionFailure("this founding is within bounds") }
    }

    private static let nothing: Bytes32 = {
        do { return try Bytes32([UInt8](repeating: 0, count: 32)) } catch { preconditionFailure("32 bytes") }
    }()

    /// The disk is full: what somebody writes at this moment is refused, and they are told that nothing was kept. What
    /// their program says by itself, that they joined, it says again.
    mutating func refuseDisk(_ index: Int) {
        guard hosts[index].isRunning, let gathering, let node = hosts[index].node else { return }
        let waiting = node.waitingEntries(of: gathering)
        let unwritten = hosts[index].disk.waitingEntries
        let awaited = Set(unwritten.filter { $0.header.kind != EntryKind.join.rawValue }.map(\.id))
        // Nothing of it may be on the disk: a transaction fails as a whole.
        guard let first = waiting.firstIndex(where: awaited.contains), waiting[first] != gathering,
            Set(unwritten.map(\.id)).isSuperset(of: waiting)
        else { return }
        let withdrawn = Set(waiting[first...])
        if settings.bug != .writesWhatWasRefused { hosts[index].disk.refuse(withdrawn) }
        refused.formUnion(withdrawn)
        handle(.command(.withdrawEntries(gathering, withdrawn.intersection(awaited))), at: index)
    }

    /// What a person sees of their gathering.
    mutating func noticed(_ notice: Node.Notice, at index: Int) {
        switch notice {
        case .wrote(_, let entry):
            signed.insert(entry.id)
            hosts[index].lastWritten = entry
        case .forked: stopped(at: index)
        case .entries(let id, let entries):
            if gathering == nil { gathering = id }
            hosts[index].view?.take(entries)
            for entry in entries {
                let isOwn = entry.header.log.author == hosts[index].signer.publicKey
                if isOwn { spread?.wrote(entry.id, by: index, at: now) } else { spread?.arrived(entry.id, at: now) }
                if !byzantine.contains(index), !signed.contains(entry.id) {
                    writingComplaints.append("\(index) has what nobody wrote")
                }
                // Our own count from the moment at which they are on the disk.
                guard !byzantine.contains(index), entry.header.log.author == hosts[index].signer.publicKey else {
                    continue
                }
                acknowledged.insert(entry.id)
            }
        case .gathering(let id):
            joined(id, at: index)
            guard hosts[index].node?.offeredGatherings.contains(where: { $0.id == id }) ?? false else { return }
            let delay = dice.milliseconds(upTo: 3_000)
            queue.add(
                .decides(host: index, run: hosts[index].run, .joinGathering(id)), at: now.advanced(byMS: delay))
        default: break
        }
    }

    /// What is not as it must be after everybody had time to compare: everybody present takes part, holds the same, and
    /// holds what was acknowledged to anybody.
    package func unread() -> [String] {
        var complaints = writingComplaints
        guard let gathering else { return complaints }
        let present = hosts.indices.filter {
            hosts[$0].isPresent && !byzantine.contains($0) && settings.outsider != $0
        }
        let suspects = byzantine.map { hosts[$0].signer.publicKey }
        var first: [EntryID]?
        for index in present {
            guard let node = hosts[index].node, node.gatherings.contains(gathering) else {
                complaints.append("\(index) takes no part")
                continue
            }
            let held = Set(kept(gathering, at: index)?.entries.map(\.id) ?? [])
            let proofs = kept(gathering, at: index)?.proofs.keys ?? [:].keys
            for log in proofs.sorted() where !suspects.contains(log.author) {
                complaints.append("\(index) believes that an honest author forked")
            }
            if let missing = acknowledged.subtracting(held).sorted().first {
                complaints.append("\(index) lacks \(acknowledged.subtracting(held).count), as \(missing.bytes.prefix)")
            }
            if !held.isDisjoint(with: refused) { complaints.append("\(index) holds what was not to be kept") }
            if first == nil { first = held.sorted() }
            if held.sorted() != first { complaints.append("\(index) holds something else than \(present[0])") }
        }
        return complaints + disagreements(among: present) + secretsTold
    }
}
