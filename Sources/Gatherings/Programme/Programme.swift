package import Keys

/// The programme of a gathering: who takes part, where and when sessions are. It follows from the set of its entries
/// alone, whatever order they come in.
///
/// Taking an entry is cheap. What the entries amount to is computed when somebody looks: from a kept earlier point on,
/// after which all that is new stands in the order of the document.
package struct Programme: Sendable {
    /// The founding entry.
    package let gathering: EntryID
    private var order: DocumentOrder
    /// All that were taken, also those that wait for parents.
    private var steps: [EntryID: Ledger.Step] = [:]
    private var retractions = Retractions()

    /// Entries in order, as far as ``ledger`` has taken them.
    private var applied: [DocumentOrder.Place] = []
    private var ledger: Ledger
    /// What the ledger was after fewer entries, ascending; the first after none.
    private var earlier: [Ledger]
    /// In order, but not applied yet.
    private var fresh: [DocumentOrder.Place] = []
    /// The first place among those applied at which something changed.
    private var changed: DocumentOrder.Place?
    private var view: ProgrammeState?

    /// Begins a programme.
    ///
    /// - Parameter invitation: needed where the gathering is by invitation: without it nobody knows who was invited.
    /// - Throws: ``ContentError/notAFounding``, ``ContentError/invitationNeeded``, ``ContentError/wrongInvitation``,
    ///   ``ContentError/otherRules(_:)``, or why the founding cannot be read.
    package init(founding: Entry, invitation: Invitation?) throws(ContentError) {
        try FoundingTerms(of: founding).check(invitation, to: founding.id)
        guard case .founding(let content) = try Content(of: founding) else { throw .notAFounding }
        gathering = founding.id
        order = DocumentOrder(root: founding.id)
        ledger = Ledger(
            gathering: founding.id, founder: founding.header.log.author, content,
            content.invitationHash == nil ? nil : invitation)
        earlier = [ledger]
    }

    /// Takes an entry whose signature was checked. Any order will do, repeats are harmless, and entries of other
    /// documents are passed over. Of an entry once with content and once without, the content counts unless its author
    /// took it back.
    package mutating func take(_ entry: Entry) {
        guard entry.header.document == gathering, entry.header.gathering == gathering,
            // Admissions say nothing of the programme, and many of them would be heads at once.
            entry.header.kind != EntryKind.admission.rawValue
        else { return }
        let step = Ledger.Step(entry)
        if let known = steps[entry.id] {
            guard known.isRetracted, !step.isRetracted, !isRetracted(known) else { return }
            steps[entry.id] = step
            takeRetraction(step)
            if let place = order.place(of: entry.id) { change(at: place) }
            return
        }
        steps[entry.id] = step
        takeRetraction(step)
        if isRetracted(step) { drop(entry.id) }
        let ready = order.take(entry.id, parents: entry.header.parents)
        guard !ready.isEmpty else { return }
        fresh += ready
        view = nil
    }

    private mutating func takeRetraction(_ step: Ledger.Step) {
        guard case .retraction(let retraction)? = step.content else { return }
        retractions.take(retraction, by: step.author)
        if let target = steps[retraction.target], isRetracted(target) { drop(retraction.target) }
    }

    private func isRetracted(_ step: Ledger.Step) -> Bool {
        retractions.contain(step.id, step.log, step.height, kind: step.kind)
    }

    private mutating func drop(_ id: EntryID) {
        steps[id]?.content = nil
        steps[id]?.isRetracted = true
        if let place = order.place(of: id) { change(at: place) }
    }

    private mutating func change(at place: DocumentOrder.Place) {
        changed = min(changed ?? place, place)
        view = nil
    }

    /// What the next entry builds on: ascending, at most ``GatheringLimits/parentsMax``, of more the deepest. None
    /// where there is nothing but the founding.
    package var heads: [EntryID] { order.heads }

    /// What all that is in order amounts to.
    package var state: ProgrammeState {
        mutating get {
            if let view { return view }
            update()
            let view = ledger.state
            self.view = view
            return view
        }
    }

    /// The last of its days.
    package var lastDay: Day { ledger.founding.lastDay }

    /// What somebody was last called here, also if they left; nil if they never joined.
    package mutating func name(of key: PublicKey) -> String? { state.name(of: key) }

    /// Whether somebody may say something now.
    ///
    /// - Throws: ``RuleError``, which says what to do.
    package mutating func check(_ content: Content, by author: PublicKey) throws(RuleError) {
        update()
        try ledger.check(content, by: author)
    }

    /// Applies what is new.
    private mutating func update() {
        fresh.sort()
        guard let first = [changed, fresh.first].compactMap({ $0 }).min() else { return }
        let kept = applied.partitioningIndex { $0 >= first }
        if kept < applied.count {
            let rest = applied[kept...]
            goBack(to: kept)
            let start = ledger.count
            // What is kept beyond the point that was gone back to is applied once more, with what is new.
            applied = Array(applied[..<kept]) + Self.merged(Array(rest), fresh)
            apply(from: start)
        } else {
            let start = applied.count
            applied += fresh
            apply(from: start)
        }
        fresh.removeAll()
        changed = nil
    }

    private static func merged(
        _ left: [DocumentOrder.Place], _ right: [DocumentOrder.Place]
    ) -> [DocumentOrder.Place] {
        var merged: [DocumentOrder.Place] = []
        merged.reserveCapacity(left.count + right.count)
        var (one, other) = (left[...], right[...])
        while let here = one.first, let there = other.first {
            if here < there {
                merged.append(here)
                one.removeFirst()
            } else {
                merged.append(there)
                other.removeFirst()
            }
        }
        return merged + one + other
    }

    private mutating func goBack(to count: Int) {
        while earlier.count > 1, earlier[earlier.count - 1].count > count { earlier.removeLast() }
        ledger = earlier[earlier.count - 1]
    }

    private mutating func apply(from start: Int) {
        for place in applied[start...] {
            if let step = steps[place.id] { ledger.apply(step) }
            if ledger.count.isMultiple(of: Self.keptEvery) { keep() }
        }
    }

    /// Entries between two kept points: what new ones that sort before others cost at least.
    private static let keptEvery = 64

    /// Keeps this point, and of older ones the oldest of each range of distances that is twice as long as the one
    /// before: few, for what sorts further and further back ever more rarely.
    private mutating func keep() {
        var kept = [ledger]
        var range = -1
        for point in earlier.dropFirst().reversed() {
            let next = ((ledger.count - point.count) / Self.keptEvery).leadingZeroBitCount
            if next == range { kept.removeLast() }
            kept.append(point)
            range = next
        }
        earlier = [earlier[0]] + kept.reversed()
    }
}
