internal import Keys
internal import Pads

/// The notes of a session: the pad that its entries write. It follows from the set of entries alone, whatever order
/// they come in.
///
/// Each entry is an author of its own to ``Pad``, named by the entry's id, so that no two can contradict each other.
/// Taking an entry is cheap; those that came are merged together when somebody looks.
package struct SharedPad: Sendable {
    /// The entry that proposed the session.
    package let document: EntryID
    private var order = DocumentOrder(root: nil)
    private(set) var held: [EntryID: Held] = [:]
    private var retractions = Retractions()
    /// Those whose parents are all here, causes first.
    private(set) var inOrder: [EntryID] = []
    /// How many of these are in the pad.
    private var mergedCount = 0
    private var pad = Pad()
    /// The newest events of an entry: its last one, or, of one that counts for nothing, those of its parents.
    private var ends: [EntryID: [EventID]] = [:]
    /// Entries that name positions which are none.
    private var unfit: Set<EntryID> = []
    private var writers: [(entry: EntryID, count: Int)]?

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
            if order.contains([entry.id]) { beginAnew(ifMerged: entry.id) }
            return
        }
        held[entry.id] = new
        takeRetraction(new)
        if isRetracted(entry.id, new) { drop(entry.id) }
        inOrder += order.take(entry.id, parents: new.parents).map(\.id)
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
        pad = Pad()
        ends.removeAll()
        unfit.removeAll()
        writers = nil
        mergedCount = 0
    }

    /// What the next entry builds on: ascending, at most ``GatheringLimits/parentsMax``, of more the deepest. None
    /// where nothing was written.
    package var heads: [EntryID] { order.heads }

    /// Whether all of these are here, with everything that they build on.
    package func contains(_ heads: [EntryID]) -> Bool { order.contains(heads) }

    /// Where an entry that is in order stands.
    func place(of id: EntryID) -> DocumentOrder.Place? { order.place(of: id) }

    /// Whether an entry that is in order did something; to be asked after the pad was looked at.
    func counts(_ id: EntryID) -> Bool { held[id]?.edit != nil && !unfit.contains(id) }

    // Merging.

    /// The pad with all that is in order.
    mutating func merged() -> Pad {
        if mergedCount < inOrder.count {
            writers = nil
            merge(mergedCount..<inOrder.count)
            mergedCount = inOrder.count
        }
        return pad
    }

    /// Merges entries next to each other in the order of arrival, all at once if all are sound. Otherwise by halves,
    /// until those that are not are found: each costs a few merges of what stands around it.
    private mutating func merge(_ places: Range<Int>) {
        var parts: [Batch] = []
        var last: EntryID?
        for id in inOrder[places] {
            guard let entry = held[id] else { continue }
            let parents = ends(of: entry.parents)
            guard counts(id), let edit = entry.edit, let author = Author(id.bytes.bytes) else {
                ends[id] = parents
                continue
            }
            let part = Batch(edit.edits, id: EventID(author: author, sequence: 0), parents: parents)
            ends[id] = [EventID(author: author, sequence: part.count - 1)]
            parts.append(part)
            last = id
        }
        do {
            try pad.merge(Batch(joining: parts))
        } catch {
            if parts.count == 1, let last {
                unfit.insert(last)
                merge(places)
            } else {
                let middle = (places.lowerBound + places.upperBound) / 2
                merge(places.lowerBound..<middle)
                merge(middle..<places.upperBound)
            }
        }
    }

    /// The newest events that some entries and what they build on are.
    private func ends(of entries: [EntryID]) -> [EventID] {
        if entries.count == 1 { return ends[entries[0]] ?? [] }
        var all: [EventID] = []
        var seen: Set<EventID> = []
        for id in entries {
            for end in ends[id] ?? [] where seen.insert(end).inserted { all.append(end) }
        }
        guard all.count > entries.count, let version = pad.graph.version(of: all) else { return all }
        // Entries that count for nothing passed on much of the same.
        return pad.graph.ids(of: version)
    }

    /// The version of the text that some heads stand for.
    ///
    /// - Throws: ``ContentError/notInPad``.
    mutating func version(of heads: [EntryID]) throws(ContentError) -> Version {
        let pad = merged()
        guard order.contains(heads), let version = pad.graph.version(of: ends(of: heads)) else { throw .notInPad }
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
