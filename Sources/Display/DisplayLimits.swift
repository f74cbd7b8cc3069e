/// Bounds of the gate for text from other people.
package enum DisplayLimits {
    /// One line from somebody else, in Unicode scalars: six times the longest headline; the rest becomes `…`.
    package static let lineScalarsMax = 1_024
    /// A body from somebody else, in Unicode scalars: a long note; the rest becomes `…`.
    package static let bodyScalarsMax = 65_536
    /// Combining marks on one base: the most that living scripts stack (Hebrew with cantillation, Vietnamese, Indic
    /// vowel signs); more only paint over neighbouring lines.
    package static let marksMax = 4
    /// Emoji joined to one picture: a family of four has four; a longer chain would be one cell that never ends.
    package static let joinedEmojiMax = 8
}
