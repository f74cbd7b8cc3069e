/// How large what entries say may be. Texts are in bytes of UTF-8.
package enum ContentLimits {
    /// A title, of a gathering or session: two lines of a terminal, in scripts of three bytes a character one.
    package static let titleBytesMax = 120
    /// Where a gathering is.
    package static let placeBytesMax = 120
    /// A name, of an attendee as on a badge or of a room: ``nameCharactersMax`` in scripts of three bytes a character.
    package static let nameBytesMax = 192
    /// A name as somebody enters it, in characters: what a column of a table can show. Only there: what a character is
    /// depends on the version of Unicode, and what counts must be the same everywhere.
    package static let nameCharactersMax = 64
    /// What a session is about: a third of a page.
    package static let aboutBytesMax = 2_000
    /// A topic: a word or two.
    package static let topicBytesMax = 40
    /// Topics of a session: more say nothing about it.
    package static let topicsMax = 8
    /// Organisers that a founding names; they can make others.
    package static let foundingOrganisersMax = 16
    /// Days of a gathering: a month.
    package static let daysMax = 31
    /// A session or slot, in minutes: from a lightning talk to a day's workshop.
    package static let lengthMinutes = 5...720
    /// Minutes of a day at which a slot may begin.
    package static let startMinutes = 0...1_439

    /// Organisers of a gathering in all.
    package static let organisersMax = 256
    /// Rooms that a gathering has at one time.
    package static let roomsMax = 64
    /// Slots that a gathering has at one time: one an hour of each day fits.
    package static let slotsMax = 1_024
    /// Sessions that one attendee proposes, so that nobody can fill the programme alone.
    package static let sessionsOfAuthorMax = 64
    /// Sessions that an organiser proposes: one enters the whole programme of a conference.
    package static let sessionsOfOrganiserMax = 1_024
    /// Desks that one attendee has open at one time: a person sits at one; several days and matters fit.
    package static let desksOfAuthorMax = 16
    /// Slots of a desk: a day of eight hours in pieces of ten minutes, and some more.
    package static let deskSlotsMax = 64
    /// What somebody wants to talk about at a desk: a sentence or two.
    package static let matterBytesMax = 280
    /// Operations of one edit of a pad: as many as a shape has room for, at two bytes or more each.
    package static let operationsMax = 512
    /// A pad's text that somebody saves or appends: four hundred pages.
    package static let padBytesMax = 1 << 20
    /// Scalars of what an edit inserted, as they are shown in a list of edits: a line of a terminal.
    package static let excerptScalarsMax = 60
}
