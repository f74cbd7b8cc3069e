internal import FoundationEssentials

extension BookingID {
    init(_ data: Data) throws(WireError) {
        guard let id = BookingID([UInt8](data)) else { throw .outOfBounds }
        self = id
    }
}

extension DeskStep {
    func protobuf(of id: BookingID, in gathering: UInt64) -> PBDesk {
        var message = PBDesk()
        message.gathering = gathering
        message.booking = .init(id.bytes)
        switch self {
        case .request(let desk, let slot, let about):
            message.request.desk = .init(desk)
            message.request.slot = slot.protobuf
            message.request.about = about
        case .answer(let outcome): message.answer = outcome.protobuf
        case .release: message.release = PBDeskRelease()
        }
        return message
    }

    init(_ message: PBDesk) throws(WireError) {
        switch message.step {
        case .request(let value):
            guard value.about.utf8.count <= WireLimits.matterBytesMax else { throw .tooLarge }
            self = .request(
                desk: try value.desk.bytes(32...32), slot: try DeskTime(value.slot), about: value.about)
        case .answer(let value): self = .answer(try Outcome(value))
        case .release: self = .release
        case nil: throw .unknownKind
        }
    }
}

extension DeskTime {
    fileprivate var protobuf: PBDeskTime {
        var message = PBDeskTime()
        message.day = day
        message.startMinute = startMinute
        return message
    }

    fileprivate init(_ message: PBDeskTime) throws(WireError) {
        guard message.day.utf8.count <= WireLimits.dayBytesMax else { throw .tooLarge }
        self.init(day: message.day, startMinute: message.startMinute)
    }
}

extension DeskStep.Outcome {
    fileprivate var protobuf: PBDeskAnswer {
        var message = PBDeskAnswer()
        switch self {
        case .unknown: message.outcome = .unknown
        case .accepted: message.outcome = .accepted
        case .taken(let next):
            message.outcome = .taken
            if let next { message.next = next.protobuf }
        case .closed: message.outcome = .closed
        case .freed: message.outcome = .freed
        case .tooMany: message.outcome = .tooMany
        case .released: message.outcome = .released
        }
        return message
    }

    /// An outcome of a later version is none that we know.
    fileprivate init(_ message: PBDeskAnswer) throws(WireError) {
        switch message.outcome {
        case .accepted: self = .accepted
        case .taken: self = .taken(next: message.hasNext ? try DeskTime(message.next) : nil)
        case .closed: self = .closed
        case .freed: self = .freed
        case .tooMany: self = .tooMany
        case .released: self = .released
        case .unknown, .UNRECOGNIZED: self = .unknown
        }
    }
}
