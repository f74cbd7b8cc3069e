/// What the search for differences may cost, and what it takes for a match to be no coincidence.
enum DifferenceLimits {
    /// Steps of one search for each symbol of its hunk: work stays in proportion to the texts, whatever is in them. A
    /// page with a few hundred changes takes fewer, and two unrelated megabytes are given up within 0.2 s.
    static let stepsPerSymbol = 32
    /// Steps that any search may take: hunks of a hundred symbols are compared to the end, however different.
    static let stepsFree = 16_384
    /// Edits that each of two frontiers may make before they meet, so half of the D of Myers: more between two
    /// anchors is a rewrite. It also bounds memory, to 32 KiB for each.
    static let frontierEditsMax = 2_048
    /// Edits of one difference: everybody keeps and replays each of them for ever, and as many fit into the entries
    /// that one save may be. Beyond it, changes near each other are one.
    static let editsMax = 20_000
    /// Scalars on one side from which on a hunk without a common word is compared by chunks first: with a change every
    /// few chunks, it would take more steps than there are.
    static let chunkedScalarsMin = 2_048
    /// Scalars in a kept piece between two changes where no word is in common: "ea" in "weather" and "sea" says
    /// nothing.
    static let pieceInsideWordScalarsMin = 3
    /// Scalars in a kept piece that is never a coincidence, so is kept whatever surrounds it: common phrases are
    /// shorter, most lines longer.
    static let solidScalarsMin = 24
    /// One in so many scalars of the smaller side must be kept between two solid pieces, else it is a rewrite: words
    /// like "the" and "of" alone make up a tenth to a fifth.
    static let keptShareOfRewrite = 3
    /// More than one in so many scalars of the smaller side must be kept where no word is: unrelated words have up to
    /// half of their letters in common, in the same order.
    static let keptShareOfWord = 2
}
