import Wire

extension Message {
    /// The bytes of the frame that carries this message: length, tag and plaintext, counted without encoding it.
    var frameSize: Int { 2 + 16 + plaintextSize }

    private var plaintextSize: Int {
        switch self {
        case .presences(let presences): field(presences.reduce(0) { $0 + field($1.size) })
        case .have(let announcements, let whole):
            field(2 * packed(announcements.count) + (whole ? 2 : 0))
        case .graft(let authors, let once): field(packed(authors.count) + (once ? 2 : 0))
        case .pull(let authors): field(packed(authors.count))
        case .prune: field(0)
        case .ping(let answer): field(answer ? 2 : 0)
        case .exchange(let id, let step): field(field(id.bytes.count) + field(step.size))
        case .cardUpdate(let bytes), .cardTaken(let bytes): field(field(bytes.count))
        case .gatherings(let open, let proofs):
            field(open.reduce(0) { $0 + field($1.count) } + proofs.reduce(0) { $0 + field($1.count) })
        case .record(_, let step): field(9 + field(step.bytes))
        case .desk(_, let id, let step): field(9 + field(id.bytes.count) + field(step.size))
        }
    }

}

/// Numbers of eight bytes each, left out where there are none.
private func packed(_ count: Int) -> Int { count == 0 ? 0 : field(8 * count) }

/// Numbers of as many bytes as they need, left out where there are none.
private func packed(_ values: [UInt32]) -> Int {
    values.isEmpty ? 0 : field(values.reduce(0) { $0 + varint(Int($1)) })
}

extension RecordStep {
    /// The bytes of its protobuf message.
    var bytes: Int {
        switch self {
        case .frontier(let bytes), .buckets(let bytes): field(bytes.count)
        case .same, .prune, .askFounding: 0
        case .taken(let messages): messages == 0 ? 0 : 1 + varint(Int(messages))
        case .lines(let lines, let buckets, let takesNewLogs):
            (takesNewLogs ? 0 : 2) + (buckets == 0 ? 0 : 9) + 2 * packed(lines.count) + packed(lines.map(\.height))
                + (lines.contains { $0.stop != nil || $0.isFull }
                    ? packed(lines.map { $0.isFull ? .max : $0.stop.map { $0 + 1 } ?? 0 }) : 0)
        case .wants(let ranges, let graft):
            packed(ranges.count) + packed(ranges.map(\.heights.lowerBound)) + packed(ranges.map(\.heights.upperBound))
                + (graft ? 2 : 0)
        case .entries(let entries, let pushed): entries.reduce(0) { $0 + field($1.count) } + (pushed ? 2 : 0)
        case .held(let heights): packed(heights.count) + packed(heights.map(\.height))
        case .askProof: 9
        case .proof(let first, let second): field(first.count) + field(second.count)
        case .founding(let entry): field(entry.count)
        }
    }

    /// In a word or two, for journals.
    var brief: String {
        switch self {
        case .frontier: "frontier"
        case .same: "same"
        case .buckets: "buckets"
        case .lines(let lines, _, _): "\(lines.count) lines"
        case .wants(let ranges, let graft): "wants \(ranges.count)\(graft ? ", graft" : "")"
        case .entries(let entries, let pushed): "\(entries.count) entries\(pushed ? ", new" : "")"
        case .taken: "taken"
        case .held(let heights): "holds \(heights.count)"
        case .prune: "prune entries"
        case .askProof: "asks for a proof"
        case .proof: "proof"
        case .askFounding: "asks what it is"
        case .founding: "founding entry"
        }
    }
}

extension DeskStep {
    fileprivate var size: Int {
        switch self {
        case .request(let desk, let slot, let about):
            field(desk.count) + field(slot.size) + (about.isEmpty ? 0 : field(about.utf8.count))
        case .answer(.unknown), .release: 0
        case .answer(.taken(let next)): 2 + (next.map { field($0.size) } ?? 0)
        case .answer: 2
        }
    }
}

extension DeskTime {
    fileprivate var size: Int {
        (day.isEmpty ? 0 : field(day.utf8.count)) + (startMinute == 0 ? 0 : 1 + varint(Int(startMinute)))
    }
}

extension ExchangeStep {
    fileprivate var size: Int {
        switch self {
        case .request(let bytes, let unverified), .accept(let bytes, let unverified):
            field(bytes.count) + (unverified ? 2 : 0)
        case .reveal(let nonce): field(nonce.count)
        case .confirm, .end(.unknown): 0
        case .card(let bytes), .receipt(let bytes): field(bytes.count)
        case .end: 2
        }
    }
}

extension SignedPresence {
    fileprivate var size: Int {
        field(headerBytes.count) + field(signature.count) + (profileBytes.map { field($0.count) } ?? 0)
            + (ageMS == 0 ? 0 : 1 + varint(Int(ageMS)))
    }
}

/// A length-delimited protobuf field of a number below 16.
private func field(_ length: Int) -> Int { 1 + varint(length) + length }

/// The bytes of a protobuf number.
private func varint(_ value: Int) -> Int { max(1, (Int.bitWidth - value.leadingZeroBitCount + 6) / 7) }
