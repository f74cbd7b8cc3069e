internal import FoundationEssentials
internal import Keys

extension Content {
    /// Proposes a session, which is known by the id of the entry.
    package struct Session: Hashable, Sendable {
        /// What it is called.
        package let title: String
        /// What it is about; may be empty, and have lines.
        package let about: String
        /// In a word or two each; at most ``ContentLimits/topicsMax``.
        package let topics: [String]
        /// How long it would like to be, in ``ContentLimits/lengthMinutes``.
        package let lengthMinutes: Int

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(
            title: String, about: String = "", topics: [String] = [], lengthMinutes: Int
        ) throws(ContentError) {
            self.title = try ContentField.title.entered(title)
            self.about = try ContentField.about.entered(about)
            self.topics = try list(topics) { (topic) throws(ContentError) in try ContentField.topic.entered(topic) }
            self.lengthMinutes = try length(lengthMinutes)
        }

        init(_ message: PBSession) throws(ContentError) {
            title = try ContentField.title.received(message.title)
            about = try ContentField.about.received(message.about)
            topics = try list(message.topics) { (topic) throws(ContentError) in try ContentField.topic.received(topic) }
            lengthMinutes = try length(Int(message.lengthMinutes))
        }

        /// Of texts that were checked.
        init(unchecked title: String, _ about: String, _ topics: [String], _ lengthMinutes: Int) {
            self.title = title
            self.about = about
            self.topics = topics
            self.lengthMinutes = lengthMinutes
        }

        var message: PBSession {
            var message = PBSession()
            message.title = title
            message.about = about
            message.topics = topics
            message.lengthMinutes = UInt32(lengthMinutes)
            return message
        }
    }

    /// Changes what a session's proposal says; what is nil stays as it is.
    package struct SessionEdit: Hashable, Sendable {
        /// Which.
        package let session: EntryID
        /// What it is called now.
        package let title: String?
        /// What it is about now.
        package let about: String?
        /// Its topics now.
        package let topics: [String]?
        /// How long it would like to be now.
        package let lengthMinutes: Int?

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(
            session: EntryID, title: String? = nil, about: String? = nil, topics: [String]? = nil,
            lengthMinutes: Int? = nil
        ) throws(ContentError) {
            guard title != nil || about != nil || topics != nil || lengthMinutes != nil else { throw .noChange }
            self.session = session
            self.title = if let title { try ContentField.title.entered(title) } else { nil }
            self.about = if let about { try ContentField.about.entered(about) } else { nil }
            self.topics =
                if let topics {
                    try list(topics) { (topic) throws(ContentError) in try ContentField.topic.entered(topic) }
                } else { nil }
            self.lengthMinutes = if let lengthMinutes { try length(lengthMinutes) } else { nil }
        }

        init(_ message: PBSessionEdit) throws(ContentError) {
            session = EntryID(try bytes32(message.session))
            title = message.hasTitle ? try ContentField.title.received(message.title) : nil
            about = message.hasAbout ? try ContentField.about.received(message.about) : nil
            topics =
                message.hasTopics
                ? try list(message.topics.topics) { (topic) throws(ContentError) in
                    try ContentField.topic.received(topic)
                } : nil
            lengthMinutes = message.hasLengthMinutes ? try length(Int(message.lengthMinutes)) : nil
        }

        var message: PBSessionEdit {
            var message = PBSessionEdit()
            message.session = .init(session.bytes.bytes)
            if let title { message.title = title }
            if let about { message.about = about }
            if let topics { message.topics.topics = topics }
            // Without this an empty list would be left out.
            if topics?.isEmpty == true { message.topics = PBTopics() }
            if let lengthMinutes { message.lengthMinutes = UInt32(lengthMinutes) }
            return message
        }
    }

    /// Whether its author wants to be at a session.
    package struct Want: Hashable, Sendable {
        /// Which.
        package let session: EntryID
        /// False takes it back.
        package let wanted: Bool

        /// Both fields at once.
        package init(session: EntryID, wanted: Bool) {
            self.session = session
            self.wanted = wanted
        }

        init(_ message: PBWant) throws(ContentError) {
            session = EntryID(try bytes32(message.session))
            wanted = message.wanted
        }

        var message: PBWant {
            var message = PBWant()
            message.session = .init(session.bytes.bytes)
            message.wanted = wanted
            return message
        }
    }

    /// Puts a session somewhere: into a room and slot, into the open space at a slot, or nowhere.
    package struct Placement: Hashable, Sendable {
        /// Which.
        package let session: EntryID
        /// The room's name; nil in the open space.
        package let room: String?
        /// When; nil for nowhere.
        package let slot: SlotTime?

        /// As a person enters it.
        ///
        /// - Throws: ``ContentError``, which says what to change.
        package init(session: EntryID, room: String?, slot: SlotTime?) throws(ContentError) {
            guard room == nil || slot != nil else { throw .roomWithoutSlot }
            self.session = session
            self.room = if let room { try ContentField.room.entered(room) } else { nil }
            self.slot = slot
        }

        init(_ message: PBPlacement) throws(ContentError) {
            session = EntryID(try bytes32(message.session))
            room = message.hasRoom ? try ContentField.room.received(message.room) : nil
            slot = message.hasSlot ? try SlotTime(message.slot) : nil
            guard room == nil || slot != nil else { throw .roomWithoutSlot }
        }

        var message: PBPlacement {
            var message = PBPlacement()
            message.session = .init(session.bytes.bytes)
            if let room { message.room = room }
            if let slot { message.slot = slot.message }
            return message
        }
    }
}

/// Topics, each read in one way.
private func list(
    _ topics: [String], _ read: (String) throws(ContentError) -> String
) throws(ContentError) -> [String] {
    let max = ContentLimits.topicsMax
    guard topics.count <= max else { throw .tooMany(field: .topic, count: topics.count, max: max) }
    var texts: [String] = []
    for topic in topics { texts.append(try read(topic)) }
    return texts
}
