/// The pad of a session, in a list.
package struct PadSummaryBody: Codable, Hashable, Sendable {
    /// The session, 64 hexadecimal digits.
    package var session: String
    /// Its title.
    package var title: String
    /// How long the text is, in Unicode scalars.
    package var characters: Int
    /// Who wrote in it.
    package var authors: [PersonBody]
    /// When somebody did last, as RFC 3339 writes it in UTC, by their clock; nil if nobody has.
    package var changed: String?

    /// All fields at once.
    package init(session: String, title: String, characters: Int, authors: [PersonBody], changed: String?) {
        self.session = session
        self.title = title
        self.characters = characters
        self.authors = authors
        self.changed = changed
    }
}

/// A part of a text that one person wrote.
package struct SpanBody: Codable, Hashable, Sendable {
    /// Who.
    package var author: PersonBody
    /// How long it is, in Unicode scalars.
    package var length: Int

    /// Both fields at once.
    package init(author: PersonBody, length: Int) {
        self.author = author
        self.length = length
    }
}

/// The text that attendees write together about a session.
package struct PadBody: Codable, Hashable, Sendable {
    /// The session, 64 hexadecimal digits.
    package var session: String
    /// Its title.
    package var title: String
    /// The text as it is now.
    package var text: String
    /// Which edits it is made of: the ids of the newest, to be sent back with what a person made of it.
    package var version: [String]
    /// Who wrote what, from the beginning of the text to its end.
    package var spans: [SpanBody]

    /// All fields at once.
    package init(session: String, title: String, text: String, version: [String], spans: [SpanBody]) {
        self.session = session
        self.title = title
        self.text = text
        self.version = version
        self.spans = spans
    }
}

/// The body of `PUT /v1/gatherings/{id}/pads/{session}`: what a person made of a text.
package struct PadTextBody: Codable, Hashable, Sendable {
    /// The version that they started from.
    package var version: [String]
    /// All of the text, at most ``ControlLimits/padBytesMax`` bytes.
    package var text: String

    /// Both fields at once.
    package init(version: [String], text: String) {
        self.version = version
        self.text = text
    }
}

/// The body of `POST /v1/gatherings/{id}/pads/{session}/append`.
package struct AppendBody: Codable, Hashable, Sendable {
    /// What is to stand at the end.
    package var text: String

    /// The only field.
    package init(text: String) { self.text = text }
}

/// A pad after a change.
package struct PadSavedBody: Codable, Hashable, Sendable {
    /// The entry, 64 hexadecimal digits; nil if there was nothing to change.
    package var id: String?
    /// How many other machines are known to hold it.
    package var copies: Int
    /// True while we are hidden, so that nothing of a gathering leaves this machine; else nil.
    package var hidden: Bool?
    /// Whether others had typed meanwhile, so that the text is another than was sent.
    package var merged: Bool
    /// The text as it is now.
    package var text: String
    /// Its version.
    package var version: [String]

    /// All fields at once.
    package init(id: String?, copies: Int, hidden: Bool? = nil, merged: Bool, text: String, version: [String]) {
        self.id = id
        self.copies = copies
        self.hidden = hidden
        self.merged = merged
        self.text = text
        self.version = version
    }
}

/// One edit of a pad.
package struct PadEditBody: Codable, Hashable, Sendable {
    /// The entry, 64 hexadecimal digits.
    package var id: String
    /// Who wrote it.
    package var author: PersonBody
    /// When, as RFC 3339 writes it in UTC, by their clock.
    package var created: String
    /// How many Unicode scalars it put in.
    package var inserted: Int
    /// How many it took away.
    package var deleted: Int
    /// The beginning of what it put in.
    package var excerpt: String
    /// Whether the author took it back.
    package var isRetracted: Bool

    /// All fields at once.
    package init(
        id: String, author: PersonBody, created: String, inserted: Int, deleted: Int, excerpt: String,
        isRetracted: Bool
    ) {
        self.id = id
        self.author = author
        self.created = created
        self.inserted = inserted
        self.deleted = deleted
        self.excerpt = excerpt
        self.isRetracted = isRetracted
    }

    private enum CodingKeys: String, CodingKey {
        case id, author, created, inserted, deleted, excerpt
        case isRetracted = "is_retracted"
    }
}
