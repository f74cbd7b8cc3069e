import Gatherings
import Keys
import Peering

/// What somebody says who knows how entries are made and does not care what they are for.
extension SimulatedVenue {
    mutating func lies(_ mischief: Mischief, of index: Int, in gathering: EntryID) -> [Entry] {
        guard var view = hosts[index].view else { return [] }
        let state = view.programme.state
        let pad = (state.sessions.prefix(2).map(\.id) + [nothing]).randomElement(using: &dice) ?? nothing
        let heads = view.programme.heads
        let parents = dice.below(4) == 0 ? [nothing] : heads
        switch mischief {
        case .malformed:
            let kind = EntryKind.allCases.randomElement(using: &dice) ?? .join
            let content = damaged(state.sessions.randomElement(using: &dice)?.id ?? nothing)
            let isPad = dice.below(3) == 0
            return one(
                evil(
                    index, log: dice.next(), after: nil, gathering, document: isPad ? pad : gathering,
                    parents: isPad ? view.pads[pad]?.heads ?? [] : parents, kind: kind.rawValue,
                    shape: dice.below(2) == 0 ? [] : damaged(nothing), content: content))
        case .wildEdit: return wildEdits(of: index, in: gathering, pad, view.pads[pad]?.heads ?? [])
        case .takesBackOthers:
            let others = (kept(gathering, at: index)?.entries ?? []).filter {
                $0.header.log.author != hosts[index].signer.publicKey
            }
            guard let target = others.randomElement(using: &dice) else { return [] }
            return one(retraction(of: target, by: index, gathering, target.header.document ?? gathering, parents))
        case .oddRetraction: return oddRetractions(by: index, gathering, pad, heads)
        case .placesNowhere:
            let session = state.sessions.randomElement(using: &dice)?.id ?? nothing
            guard let placement = placement(of: session) else { return [] }
            let (kind, shape, content) = placement.encoded()
            return one(
                evil(
                    index, log: dice.next(), after: nil, gathering, parents: parents, kind: kind, shape: shape,
                    content: content))
        default: return []
        }
    }

    private func one(_ entry: Entry?) -> [Entry] { entry.map { [$0] } ?? [] }

    private mutating func placement(of session: EntryID) -> Content? {
        guard let day = try? Day("2026-11-28"), let time = try? Content.SlotTime(day: day, startMinute: 13),
            let placement = try? Content.Placement(session: session, room: "Nowhere", slot: time)
        else { return nil }
        return .placement(placement)
    }

    /// Something that was well formed, with some of its bytes changed, or bytes that never were.
    private mutating func damaged(_ session: EntryID) -> [UInt8] {
        var bytes: [UInt8]
        switch dice.below(4) {
        case 0: bytes = (0..<dice.below(80)).map { _ in UInt8(dice.below(256)) }
        case 1: bytes = Content.want(Content.Want(session: session, wanted: true)).encoded().content
        case 2: bytes = placement(of: session)?.encoded().content ?? []
        default:
            bytes =
                (try? Content.Session(title: "Damaged", lengthMinutes: 30)).map {
                    Content.session($0).encoded().content
                } ?? []
        }
        for _ in 0..<dice.below(4) where !bytes.isEmpty { bytes[dice.below(bytes.count)] = UInt8(dice.below(256)) }
        return dice.below(4) == 0 ? Array(bytes.dropLast(dice.below(bytes.count + 1))) : bytes
    }

    /// Operations at impossible places and of impossible lengths, two of which build on each other.
    private mutating func wildEdits(
        of index: Int, in gathering: EntryID, _ pad: EntryID, _ heads: [EntryID]
    ) -> [Entry] {
        let log = dice.next()
        var entries: [Entry] = []
        for _ in 0..<2 {
            writtenCount += 1
            let count = dice.below(5)
            let text = String(repeating: "\u{E000}", count: count)
            let numbers: [Int64] = [0, 1, -1, 9, 300, 1 << 20, -(1 << 31), (1 << 31) - 1]
            let steps = (0...dice.below(3)).map { _ in numbers.randomElement(using: &dice) ?? 0 }
            let counts = steps.indices.map { $0 == 0 ? Int64(count) : numbers.randomElement(using: &dice) ?? 0 }
            let shape = Self.packed(1, steps) + Self.packed(2, counts)
            let parents = entries.last.map { [$0.id] } ?? heads
            if let entry = evil(
                index, log: log, after: entries.last, gathering, document: pad, parents: parents,
                kind: EntryKind.padEdit.rawValue, shape: shape, content: Array(text.utf8))
            {
                entries.append(entry)
            }
        }
        return entries
    }

    /// A list of numbers in zigzag form, as a field of a message.
    private static func packed(_ field: UInt8, _ numbers: [Int64]) -> [UInt8] {
        var bytes: [UInt8] = []
        for number in numbers {
            var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
            while rest > 127 {
                bytes.append(UInt8(rest & 127) | 128)
                rest >>= 7
            }
            bytes.append(UInt8(rest))
        }
        return [field << 3 | 2, UInt8(bytes.count)] + bytes
    }

    private mutating func retraction(
        of target: Entry, by index: Int, _ gathering: EntryID, _ document: EntryID, _ parents: [EntryID],
        after before: Entry? = nil
    ) -> Entry? {
        let (kind, shape, content) = Content.retraction(Content.Retraction(of: target)).encoded()
        return evil(
            index, log: before?.header.log.number ?? dice.next(), after: before, gathering, document: document,
            parents: parents, kind: kind, shape: shape, content: content)
    }

    /// A session that its author takes back in another document, or knowing what does not exist, or takes back taking
    /// back; the retraction comes first, or its own target.
    private mutating func oddRetractions(
        by index: Int, _ gathering: EntryID, _ pad: EntryID, _ heads: [EntryID]
    ) -> [Entry] {
        guard let session = try? Content.Session(title: "Odd \(writtenCount)", lengthMinutes: 30) else { return [] }
        let (kind, shape, content) = Content.session(session).encoded()
        guard
            let target = evil(
                index, log: dice.next(), after: nil, gathering, parents: heads, kind: kind, shape: shape,
                content: content)
        else { return [] }
        let retractions: [Entry?]
        switch dice.below(4) {
        case 0: retractions = [retraction(of: target, by: index, gathering, pad, [])]
        case 1: retractions = [retraction(of: target, by: index, gathering, gathering, [nothing])]
        case 2:
            let first = retraction(of: target, by: index, gathering, gathering, heads)
            retractions = [first, first.flatMap { retraction(of: $0, by: index, gathering, gathering, heads) }]
        default: retractions = [retraction(of: target, by: index, gathering, gathering, heads)]
        }
        let entries = [target] + retractions.compactMap { $0 }
        return dice.below(2) == 0 ? entries : entries.reversed()
    }
}
