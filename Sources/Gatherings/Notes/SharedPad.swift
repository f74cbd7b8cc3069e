internal import Keys
internal import Pads

/// The notes of a session: the pad that its entries write. It follows from the set of entries alone, whatever order
/// they come in.
///
/// Each entry is an author of its own to ``Pad``, named by the entry's id, so that no two can contradict each other.
/// Nobody is concurrent with themselves: beside what an entry names it builds on the one before it of the same log.
/// Taking an entry is cheap; those that came are merged together when somebody looks.
package struct SharedPad: Sendable {
    /// The entry that proposed the session.
    package let document: EntryID
    /// Who waits for what they name.
    private var named = DocumentOrder(root: nil)
    /// Those that wait for nothing, causes first, and how many of them have their place.
    private var ready: [EntryID] = []
    private var placedCount = 0
    /// The same of each log, ascending.
    private var logs: [LogID: [LogPlace]] = [:]
    /// Those that have their place, by all that they build on.
    private var order = DocumentOrder(root: nil)
    private(set) var inOrder: [EntryID] = []
    /// What an entry builds on beside what it names: the one before it, if that is not known from the names.
    private var before: [EntryID: EntryID] = [:]
    private(set) var held: [EntryID: Held] = [:]
    private var retractions = Retractions()
    /// How many of those in order are in the pad.
    private var mergedCount = 0
    private var pad = Pad()
    /// The newest event of each entry that is in the pad.
    private var ends: [EntryID: EventID] = [:]
    /// How many scalars those in the pad inserted: no text is longer.
    private var insertedCount = 0
    private var writers: [(entry: EntryID, count: Int)]?

    /// Where an entry stands in its log.
    private struct LogPlace: Comparable, Sendable {
        let height: Int
        let id: EntryID

        static func < (left: Self, right: Self) -> Bool { (left.height, left.id) < (right.height, right.id) }
    }

    /// An entry, as far as the pad needs it.
    struct Held: Sendable {
        let log: LogID
        let height: Int
        let createdMS: UInt64
        let kind: UInt32
        let parents: [EntryID]
        /// Nil if it edits nothing.
        var edit: Content.PadEdit?
        var isRetracted: Bool
        let retraction: Content.Retraction?

        init(_ entry: Entry) {
            log = entry.header.log
            height = entry.header.height
            createdMS = entry.header.createdMS
            kind = entry.header.kind
            parents = entry.header.parents
            isRetracted = entry.content == nil
            let content = try? Content(of: entry)
            if case .padEdit(let edit)? = content { self.edit = edit } else { edit = nil }
            if case .retraction(let it)? = content { retraction = it } else { retraction = nil }
        }
    }

    /// A pad in which nothing was ever written.
    package init(document: EntryID) { self.document = document }

    /// Takes an entry whose signature was checked: an edit of this pad, or a retraction of one. Any order will do,
    /// repeats are harmless, and entries of other documents are passed over. Of an entry once with content and once
    /// without, the content counts unless its author took it back.
    package mutating func take(_ entry: Entry) {
        guard entry.header.document == document else { return }
        let new = Held(entry)
        if let known = held[entry.id] {
            guard known.isRetracted, !new.isRetracted, !isRetracted(entry.id, known) else { return }
            held[entry.id] = new
            takeRetraction(new)
            beginAnew(ifMerged: entry.id)
            return
        }
        held[entry.id] = new
        takeRetraction(new)
        if isRetracted(entry.id, new) { drop(entry.id) }
        ready += named.take(entry.id, parents: new.parents).map(\.id)
    }

    private mutating func takeRetraction(_ entry: Held) {
        guard let retraction = entry.retraction else { return }
        retractions.take(retraction, by: entry.log.author)
        if let target = held[retraction.target], isRetracted(retraction.target, target) { drop(retraction.target) }
    }

    private func isRetracted(_ id: EntryID, _ entry: Held) -> Bool {
        retractions.contain(id, entry.log, entry.height, kind: entry.kind)
    }

    /// Forgets what an entry inserted.
    private mutating func drop(_ id: EntryID) {
        guard let entry = held[id], !entry.isRetracted else { return }
        held[id]?.isRetracted = true
        held[id]?.edit = entry.edit?.retracted
        beginAnew(ifMerged: id)
    }

    /// The pad is built once more, with an entry as it is now.
    private mutating func beginAnew(ifMerged id: EntryID) {
        guard ends[id] != nil else { return }
        beginAnew()
    }

    private mutating func beginAnew() {
        pad = Pad()
        ends.removeAll()
        writers = nil
        (mergedCount, insertedCount) = (0, 0)
    }

    // The order.

    /// Gives those that came their place. One that came after what follows it in its log moves that, and all begins
    /// anew.
    private mutating func place() {
        guard placedCount < ready.count else { return }
        var isLate = false
        for id in ready[placedCount...] {
            guard let entry = held[id] else { continue }
            let new = LogPlace(height: entry.height, id: id)
            let place = logs[entry.log, default: []].partitioningIndex { $0 > new }
            if let next = logs[entry.log]?[place...].first, order.contains([next.id]) { isLate = true }
            logs[entry.log, default: []].insert(new, at: place)
        }
        if isLate {
            (order, placedCount) = (DocumentOrder(root: nil), 0)
            inOrder.removeAll()
            before.removeAll()
            beginAnew()
        }
        for id in ready[placedCount...] {
            guard let entry = held[id] else { continue }
            let log = logs[entry.log, default: []]
            let place = log.partitioningIndex { $0 >= LogPlace(height: entry.height, id: id) }
            if place > 0, !isKnown(log[place - 1].id, from: entry.parents) { before[id] = log[place - 1].id }
            inOrder += order.take(id, parents: parents(of: id, entry)).map(\.id)
        }
        placedCount = ready.count
    }

    /// All that an entry builds on.
    private func parents(of id: EntryID, _ entry: Held) -> [EntryID] {
        entry.parents + (before[id].map { [$0] } ?? [])
    }

    /// Whether an entry is among some or what they build on. Each log asks of what is deeper than its last entry, so it
    /// looks at no other entry twice.
    private func isKnown(_ id: EntryID, from entries: [EntryID]) -> Bool {
        guard !entries.contains(id) else { return true }
        guard let floor = order.place(of: id)?.depth else { return false }
        var seen: Set<EntryID> = []
        var rest = entries
        while let next = rest.popLast() {
            guard next != id else { return true }
            guard let entry = held[next], let depth = order.place(of: next)?.depth, depth > floor,
                seen.insert(next).inserted
            else { continue }
            rest += parents(of: next, entry)
        }
        return false
    }

    /// What the next entries build on, ascending: more than one entry can name, if so many wrote at once (see
    /// ``naming(_:)``). None where nothing was written.
    package var heads: [EntryID] {
        mutating get {
            place()
            return order.allHeads
        }
    }

    /// Heads, a share for each of the entries that name them: the last is for what is to be written, and those before
    /// it are named by entries that do nothing. All that one log names is seen by what it says next.
    package static func naming(_ heads: [EntryID]) -> [[EntryID]] {
        guard heads.count > GatheringLimits.parentsMax else { return [heads] }
        return stride(from: 0, to: heads.count, by: GatheringLimits.parentsMax).map { start in
            Array(heads[start..<min(start + GatheringLimits.parentsMax, heads.count)])
        }
    }

    /// Whether all of these are here, with everything that they build on.
    package mutating func contains(_ heads: [EntryID]) -> Bool {
        place()
        return order.contains(heads)
    }

    /// Where an entry that is in order stands.
    func place(of id: EntryID) -> DocumentOrder.Place? { order.place(of: id) }

    /// Whether an entry that is in order did something; to be asked after the pad was looked at.
    func counts(_ id: EntryID) -> Bool {
        guard held[id]?.edit != nil, let end = ends[id] else { return false }
        return !pad.passesOver(end.author)
    }

    // Merging.

    /// The pad with all that is in order.
    mutating func merged() -> Pad {
        place()
        if mergedCount < inOrder.count {
            writers = nil
            merge(inOrder[mergedCount...])
            mergedCount = inOrder.count
        }
        return pad
    }

    /// Merges entries next to each other in the order of arrival. Those that count for nothing are in the graph all the
    /// same, so that whatever builds on them builds on what they do.
    private mutating func merge(_ ids: ArraySlice<EntryID>) {
        var parts: [Batch] = []
        var idle: Set<Author> = []
        for id in ids {
            guard let entry = held[id], let author = Author(id.bytes.bytes) else { continue }
            let edits = effective(entry)
            if edits == nil { idle.insert(author) }
            let parents = parents(of: id, entry).compactMap { ends[$0] }
            let part = Batch(
                edits ?? [.insert(at: 0, ["\u{FFFD}"])], id: EventID(author: author, sequence: 0), parents: parents)
            ends[id] = EventID(author: author, sequence: part.count - 1)
            parts.append(part)
        }
        // Only a pad that is full takes nothing more.
        _ = try? pad.merge(Batch(joining: parts), passingOver: idle)
    }

    /// What an entry does, unless it can be seen at once that it counts for nothing. Of what deletes more than was ever
    /// inserted the numbers are not kept, or a few entries would use up all that there are.
    private mutating func effective(_ entry: Held) -> [Edit]? {
        guard let edits = entry.edit?.edits else { return nil }
        var (inserted, deleted) = (0, 0)
        for edit in edits {
            if case .delete = edit { deleted += edit.count } else { inserted += edit.count }
        }
        guard deleted <= insertedCount + inserted else { return nil }
        insertedCount += inserted
        return edits
    }

    /// How many steps it takes to get the text from all that is in order; the same on every machine.
    package var replaySteps: Int {
        mutating get { merged().replaySteps }
    }

    /// The version of the text that some heads stand for.
    ///
    /// - Throws: ``ContentError/notInPad``.
    mutating func version(of heads: [EntryID]) throws(ContentError) -> Version {
        let pad = merged()
        guard order.contains(heads), let version = pad.graph.version(of: heads.compactMap { ends[$0] }) else {
            throw .notInPad
        }
        return version
    }

    /// Which entries wrote the text, from its beginning to its end.
    mutating func writersNow() -> [(entry: EntryID, count: Int)] {
        let pad = merged()
        if let writers { return writers }
        let found = Self.writers(of: pad, at: pad.version)
        writers = found
        return found
    }

    /// Which entries wrote the text of a version.
    static func writers(of pad: Pad, at version: Version) -> [(entry: EntryID, count: Int)] {
        pad.attribution(at: version).spans.map { span in
            guard let id = EntryID(span.author.name) else { preconditionFailure("authors are named by entries") }
            return (id, span.count)
        }
    }
}

extension Content.PadEdit {
    /// The same without what it inserts.
    var retracted: Content.PadEdit {
        Content.PadEdit(
            retracted: edits.map { edit in
                guard case .insert(let position, let scalars) = edit else { return edit }
                return .insert(at: position, [Unicode.Scalar](repeating: "\u{FFFD}", count: scalars.count))
            })
    }
}
