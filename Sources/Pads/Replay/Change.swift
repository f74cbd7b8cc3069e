/// What some events of one author do to a text that has everything walked before them.
struct Change {
    /// The first of the events.
    let event: Int
    let position: Int
    let count: Int
    /// Where the graph keeps what is inserted; nil for a deletion.
    let content: Int?
}
