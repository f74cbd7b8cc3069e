/// The body of `PUT /v1/visibility`.
package struct VisibilityBody: Codable, Hashable, Sendable {
    /// Whether others may see us.
    package var visible: Bool

    /// The field.
    package init(visible: Bool) { self.visible = visible }
}

/// The body of `POST /v1/peers`: an address that a person typed.
package struct PeerBody: Codable, Hashable, Sendable {
    /// `HOST`, `HOST:PORT` or `[IPv6]:PORT`, at most ``ControlLimits/addressBytesMax`` bytes.
    package var address: String

    /// The field.
    package init(address: String) { self.address = address }
}

/// The answer of `POST /v1/peers`: what the dial led to.
package struct PeerAnswer: Codable, Hashable, Sendable {
    /// Who answered, nil when nobody did within the time given; the address is tried again all the same.
    package var attendee: Attendee?
    /// A sentence about the outcome.
    package var detail: String

    /// Both fields at once.
    package init(attendee: Attendee?, detail: String) {
        self.attendee = attendee
        self.detail = detail
    }
}

/// The body of every answer whose HTTP status is 400 or above.
package struct Problem: Codable, Hashable, Error, Sendable {
    /// What kind of trouble this is; decides the exit code of the command.
    package var kind: Kind
    /// What happened and what to do next, in a sentence or two.
    package var message: String

    /// Both fields at once.
    package init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// A request whose body is larger than ``ControlLimits/requestBytesMax``.
    package static let tooLarge = Problem(
        .badRequest,
        "That is more than the \(ControlLimits.requestBytesMax) bytes that the daemon reads at once: make it shorter.")

    /// The kinds of trouble.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
        /// The request is not one that the daemon understands: HTTP 400.
        case badRequest = "bad_request"
        /// A value is wrong: HTTP 422.
        case badValue = "bad_value"
        /// Nobody, or no such resource: HTTP 404.
        case notFound = "not_found"
        /// More than one attendee matches: HTTP 409.
        case ambiguous
        /// Declined or refused: HTTP 403.
        case refused
        /// It took too long: HTTP 504.
        case timedOut = "timed_out"
        /// The daemon could not do it: HTTP 500.
        case failed

        /// The HTTP status that carries this kind.
        package var status: Int {
            switch self {
            case .badRequest: 400
            case .refused: 403
            case .notFound: 404
            case .ambiguous: 409
            case .badValue: 422
            case .failed: 500
            case .timedOut: 504
            }
        }
    }
}
