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
        }
    }

    /// Numbers of eight bytes each, left out where there are none.
    private func packed(_ count: Int) -> Int { count == 0 ? 0 : field(8 * count) }
}

extension ExchangeStep {
    fileprivate var size: Int {
        switch self {
        case .request(let bytes, let unverified), .accept(let bytes, let unverified):
            field(bytes.count) + (unverified ? 2 : 0)
        case .reveal(let nonce, let hash): field(nonce.count) + field(hash.count)
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
