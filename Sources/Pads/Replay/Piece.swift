extension EventGraph {
    /// Events of one run, to be walked together.
    struct Piece {
        let events: Range<Int>
        let run: Int
        /// Of the first.
        let parents: [Int]
    }
}
