/// Why the daemon does not start, with a sentence that says what to do.
struct DaemonError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
