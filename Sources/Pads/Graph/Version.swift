/// A version of a text: the events that nothing in it follows (its frontier), by their number in one graph, ascending.
/// The empty version is the empty text.
///
/// Numbers are local: each graph counts events in the order in which it learned of them, which is always an order in
/// which causes come first. Between machines events are named by ``EventID``.
package struct Version: Hashable, Sendable {
    /// Ascending, none an ancestor of another.
    package let frontier: [Int]

    /// The version before anything was written.
    package static let empty = Version(frontier: [])

    init(frontier: [Int]) { self.frontier = frontier }
}
