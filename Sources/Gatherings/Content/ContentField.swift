/// A text in what entries say, by the word a person uses for it.
package enum ContentField: String, Hashable, Sendable, CaseIterable {
    /// Of a gathering or session.
    case title
    /// Where a gathering is.
    case place
    /// An attendee's.
    case name
    /// A room's.
    case room = "room's name"
    /// What a session is about.
    case about = "description"
    /// One of a session's.
    case topic
    /// A key of one of those who organise.
    case organiser
    /// What somebody wants to talk about at a desk.
    case matter

    /// In bytes of UTF-8.
    var bytesMax: Int {
        switch self {
        case .title: ContentLimits.titleBytesMax
        case .place: ContentLimits.placeBytesMax
        case .name, .room: ContentLimits.nameBytesMax
        case .about: ContentLimits.aboutBytesMax
        case .topic: ContentLimits.topicBytesMax
        case .organiser: 32
        case .matter: ContentLimits.matterBytesMax
        }
    }

    /// Of what a person enters.
    private var charactersMax: Int? { self == .name || self == .room ? ContentLimits.nameCharactersMax : nil }

    var mayBeEmpty: Bool { self == .place || self == .about }
    var mayHaveLines: Bool { self == .about }

    /// A text as a person enters it, without blanks around it.
    func entered(_ text: String) throws(ContentError) -> String {
        let trimmed = Self.trimmed(text)
        for scalar in trimmed.unicodeScalars where !(mayHaveLines && scalar == "\n") && Self.isUnfit(scalar) {
            throw .character(field: self, codePoint: scalar.value)
        }
        let count = trimmed.count
        if let charactersMax, count > charactersMax {
            throw .tooManyCharacters(field: self, count: count, max: charactersMax)
        }
        return try received(trimmed)
    }

    /// A text that came from somebody else, held to the same sizes. Which characters fit depends on the version of
    /// Unicode, and what counts must be the same everywhere: so only what never changes is looked at.
    func received(_ text: String) throws(ContentError) -> String {
        let count = text.utf8.count
        if count > bytesMax { throw .tooLong(field: self, bytes: count, max: bytesMax) }
        for scalar in text.unicodeScalars where !(mayHaveLines && scalar == "\n") {
            if scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value {
                throw .character(field: self, codePoint: scalar.value)
            }
        }
        if count == 0, !mayBeEmpty { throw .empty(field: self) }
        // Two names that differ in blanks only would be one to everybody who reads them.
        let scalars = text.unicodeScalars
        if let first = scalars.first, let last = scalars.last, Self.isBlank(first) || Self.isBlank(last) {
            throw .empty(field: self)
        }
        return text
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while let first = scalars.first, isBlank(first) { scalars.removeFirst() }
        while let last = scalars.last, isBlank(last) { scalars.removeLast() }
        return String(scalars)
    }

    /// Blanks, tabs and ends of lines, as a list that no version of Unicode changes.
    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// As on badges: controls, separators of lines, and invisible characters but the joiners that Indic scripts and
    /// emoji need.
    private static func isUnfit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        case .format: !(scalar.value == 0x200C || scalar.value == 0x200D)
        default: false
        }
    }
}
