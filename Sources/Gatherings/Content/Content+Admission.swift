internal import FoundationEssentials
internal import Keys

extension Content {
    /// Lets a log in, and whoever writes it let others in.
    package struct Admission: Hashable, Sendable {
        /// Which.
        package let log: LogID
        /// How many may come in through it: each takes one of these, and those that it is given.
        package let seats: Int
        /// The same number for all whom its author saw at one address; 0 for those whom they know.
        package let origin: UInt64

        /// All fields at once.
        ///
        /// - Parameter seats: 0 to one in ``GatheringLimits/seatsGivenPart`` of the author's own.
        package init(log: LogID, seats: Int, origin: UInt64) {
            self.log = log
            self.seats = seats
            self.origin = origin
        }

        init(_ message: PBAdmission) throws(ContentError) {
            guard message.seats <= GatheringLimits.founderSeats else { throw .malformed }
            log = LogID(author: PublicKey(trusting: try bytes32(message.key)), number: message.log)
            seats = Int(message.seats)
            origin = message.origin
        }

        var message: PBAdmission {
            var message = PBAdmission()
            message.key = .init(log.author.bytes)
            message.log = log.number
            message.seats = UInt32(seats)
            message.origin = origin
            return message
        }
    }
}
