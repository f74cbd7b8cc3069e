/// Why no link can be accepted.
package enum TransportError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The port that the configuration names belongs to another program.
    case portInUse(Int)
    /// The system refuses for another reason.
    case cannotListen(port: Int, reason: String)

    /// A sentence that says what to do.
    package var description: String {
        switch self {
        case .portInUse(let port):
            "Port \(port) is in use by another program: set another `port` under [network] in the configuration, or 0 "
                + "for any free one."
        case .cannotListen(let port, let reason):
            "Cannot listen on port \(port): \(reason). Set another `port` under [network] in the configuration."
        }
    }
}
