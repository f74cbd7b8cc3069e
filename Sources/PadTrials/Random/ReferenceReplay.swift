package import Pads

/// The text of a batch that holds a whole history, reckoned in the plainest way: every event by itself, every scalar an
/// item of its own in a list that is searched from its beginning, nothing ever forgotten. It shares no code with the
/// walker (the algorithm is that of section 3 of the Eg-walker paper with FugueMax's order).
package struct ReferenceReplay {
    private struct Item {
        let event: Int
        let leftOrigin: Int
        let rightParent: Int
        var prepared = 1
        var isDeleted = false
    }

    /// An event by itself.
    private struct Event {
        let author: Author
        let sequence: Int
        /// Events by number.
        let parents: [Int]
        let edit: Edit
        /// Itself and all that it builds on.
        var history: Set<Int>
    }

    private var events: [Event] = []
    private var items: [Item] = []
    private var targets: [Int: Int] = [:]

    /// - Parameter batch: of the empty version.
    package init(_ batch: Batch) {
        var numbers: [EventID: Int] = [:]
        for run in batch.listing {
            for (offset, edit) in run.edits.enumerated() {
                let number = events.count
                let id = EventID(author: run.id.author, sequence: run.id.sequence + offset)
                let parents = offset == 0 ? run.parents.compactMap { numbers[$0] } : [number - 1]
                let history = parents.reduce(into: Set([number])) { $0.formUnion(events[$1].history) }
                numbers[id] = number
                events.append(
                    Event(author: id.author, sequence: id.sequence, parents: parents, edit: edit, history: history))
            }
        }
        var prepared: Set<Int> = []
        for number in events.indices {
            let wanted = events[number].parents.reduce(into: Set<Int>()) { $0.formUnion(events[$1].history) }
            for event in prepared.subtracting(wanted) { move(event, by: -1) }
            for event in wanted.subtracting(prepared) { move(event, by: 1) }
            apply(number)
            prepared = wanted.union([number])
        }
    }

    /// The text of everything.
    package var text: String {
        var text = String.UnicodeScalarView()
        for item in items where !item.isDeleted {
            if case .insert(_, let scalars) = events[item.event].edit { text.append(contentsOf: scalars) }
        }
        return String(text)
    }

    /// Who wrote each scalar of it.
    package var authors: [Author] { items.filter { !$0.isDeleted }.map { events[$0.event].author } }

    private mutating func move(_ event: Int, by step: Int) {
        let scalar = targets[event] ?? event
        if let place = items.firstIndex(where: { $0.event == scalar }) { items[place].prepared += step }
    }

    private mutating func apply(_ number: Int) {
        switch events[number].edit {
        case .delete(let position, _):
            let place = items.indices.filter { items[$0].prepared == 1 }[position]
            targets[number] = items[place].event
            items[place].prepared += 1
            items[place].isDeleted = true
        case .insert(let position, _):
            let there = items.indices.filter { items[$0].prepared == 1 }
            let place = position == 0 ? 0 : there[position - 1] + 1
            let left = place == 0 ? -1 : items[place - 1].event
            let next = items[place...].first { $0.prepared > 0 }
            let right = next.flatMap { $0.leftOrigin == left ? $0.event : nil } ?? -1
            items.insert(
                Item(event: number, leftOrigin: left, rightParent: right),
                at: integrated(number, left, right, from: place))
        }
    }

    private func integrated(_ number: Int, _ left: Int, _ right: Int, from start: Int) -> Int {
        let place = { (event: Int) in items.firstIndex { $0.event == event } ?? -1 }
        let end = { (event: Int) in event < 0 ? items.count : place(event) }
        var (scan, result, isScanning) = (start, start, false)
        while scan < items.count, items[scan].prepared == 0 {
            let other = items[scan]
            if place(other.leftOrigin) < start - 1 { break }
            if place(other.leftOrigin) == start - 1 {
                let (mine, theirs) = (events[number], events[other.event])
                let isBefore =
                    mine.author == theirs.author ? mine.sequence < theirs.sequence : mine.author < theirs.author
                if end(other.rightParent) == end(right), isBefore { break }
                isScanning = end(other.rightParent) < end(right)
            }
            scan += 1
            if !isScanning { result = scan }
        }
        return result
    }
}
