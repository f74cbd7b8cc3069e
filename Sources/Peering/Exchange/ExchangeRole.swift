/// Which side of an exchange one is: it decides who commits and who reveals first, and the order of the keys.
package enum ExchangeRole: String, Hashable, Sendable {
    /// Asked first.
    case requester
    /// Was asked.
    case responder

    var other: ExchangeRole { self == .requester ? .responder : .requester }
}
