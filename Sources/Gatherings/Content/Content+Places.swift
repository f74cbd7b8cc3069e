extension Content {
    /// Adds a room, which is known by its name, or takes it away.
    package struct Room: Hashable, Sendable {
        /// As on its door.
        package let name: String
        /// False takes it away.
        package let exists: Bool

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(name: String, exists: Bool = true) throws(ContentError) {
            self.name = try ContentField.room.entered(name)
            self.exists = exists
        }

        init(_ message: PBRoom) throws(ContentError) {
            name = try ContentField.room.received(message.name)
            exists = message.exists
        }

        var message: PBRoom {
            var message = PBRoom()
            message.name = name
            message.exists = exists
            return message
        }
    }

    /// When a slot begins, by which it is known.
    package struct SlotTime: Hashable, Comparable, Sendable {
        /// One of the gathering's days.
        package let day: Day
        /// Minutes since midnight by the clock on the wall, in ``ContentLimits/startMinutes``.
        package let startMinute: Int

        /// Both fields at once.
        ///
        /// - Throws: ``ContentError/badStart(minute:)``.
        package init(day: Day, startMinute: Int) throws(ContentError) {
            guard ContentLimits.startMinutes ~= startMinute else { throw .badStart(minute: startMinute) }
            self.day = day
            self.startMinute = startMinute
        }

        init(_ message: PBSlotTime) throws(ContentError) {
            try self.init(day: try Day(message.day), startMinute: Int(message.startMinute))
        }

        var message: PBSlotTime {
            var message = PBSlotTime()
            message.day = day.description
            message.startMinute = UInt32(startMinute)
            return message
        }

        /// The time of day, as `14:30`.
        package var clock: String { "\(padded(startMinute / 60, 2)):\(padded(startMinute % 60, 2))" }

        /// Earlier first.
        package static func < (left: Self, right: Self) -> Bool {
            (left.day, left.startMinute) < (right.day, right.startMinute)
        }
    }

    /// Adds a slot, changes its length, or takes it away.
    package struct Slot: Hashable, Sendable {
        /// When it begins.
        package let time: SlotTime
        /// In ``ContentLimits/lengthMinutes``; it may go on past midnight.
        package let lengthMinutes: Int
        /// False takes it away.
        package let exists: Bool

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(time: SlotTime, lengthMinutes: Int, exists: Bool = true) throws(ContentError) {
            self.time = time
            self.lengthMinutes = try length(lengthMinutes)
            self.exists = exists
        }

        init(_ message: PBSlot) throws(ContentError) {
            try self.init(
                time: try SlotTime(message.time), lengthMinutes: Int(message.lengthMinutes), exists: message.exists)
        }

        var message: PBSlot {
            var message = PBSlot()
            message.time = time.message
            message.lengthMinutes = UInt32(lengthMinutes)
            message.exists = exists
            return message
        }
    }
}

/// A length within its bounds.
func length(_ minutes: Int) throws(ContentError) -> Int {
    guard ContentLimits.lengthMinutes ~= minutes else { throw .badLength(minutes: minutes) }
    return minutes
}
