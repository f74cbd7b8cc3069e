internal import FoundationEssentials

extension ExchangeID {
    init(_ data: Data) throws(WireError) {
        guard let id = ExchangeID([UInt8](data)) else { throw .outOfBounds }
        self = id
    }
}

extension ExchangeStep {
    func protobuf(of id: ExchangeID) -> PBExchange {
        var message = PBExchange()
        message.id = .init(id.bytes)
        switch self {
        case .request(let commitment, let unverified):
            message.request.commitment = .init(commitment)
            message.request.unverified = unverified
        case .accept(let nonce, let unverified):
            message.accept.nonce = .init(nonce)
            message.accept.unverified = unverified
        case .reveal(let nonce): message.reveal.nonce = .init(nonce)
        case .confirm: message.confirm = PBExchangeConfirm()
        case .card(let jws): message.card.jws = .init(jws)
        case .receipt(let signature): message.receipt.signature = .init(signature)
        case .end(let reason): message.end.reason = reason.protobuf
        }
        return message
    }

    init(_ message: PBExchange) throws(WireError) {
        switch message.step {
        case .request(let value):
            self = .request(commitment: try value.commitment.bytes(32...32), unverified: value.unverified)
        case .accept(let value): self = .accept(nonce: try value.nonce.bytes(32...32), unverified: value.unverified)
        case .reveal(let value): self = .reveal(nonce: try value.nonce.bytes(32...32))
        case .confirm: self = .confirm
        case .card(let value): self = .card(try value.jws.bytes(1...WireLimits.cardBytesMax))
        case .receipt(let value): self = .receipt(try value.signature.bytes(64...64))
        case .end(let value): self = .end(Reason(value.reason))
        case nil: throw .unknownKind
        }
    }
}

extension ExchangeStep.Reason {
    fileprivate var protobuf: PBExchangeEnd.Reason {
        switch self {
        case .unknown: .unknown
        case .declined: .declined
        case .mismatch: .mismatch
        case .withdrawn: .withdrawn
        case .busy: .busy
        }
    }

    /// A reason of a later version is none that we know.
    fileprivate init(_ reason: PBExchangeEnd.Reason) {
        self =
            switch reason {
            case .declined: .declined
            case .mismatch: .mismatch
            case .withdrawn: .withdrawn
            case .busy: .busy
            case .unknown, .UNRECOGNIZED: .unknown
            }
    }
}

extension Data {
    /// The bytes, if there are as many as there may be.
    func bytes(_ counts: ClosedRange<Int>) throws(WireError) -> [UInt8] {
        guard counts.contains(count) else { throw count > counts.upperBound ? .tooLarge : .outOfBounds }
        return [UInt8](self)
    }
}
