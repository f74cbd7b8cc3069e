import Display

/// How long ago something was, in the words that tables use.
enum Ago {
    /// `now` below five seconds, then whole seconds, minutes, hours or days, rounded down.
    static func text(milliseconds: UInt64) -> SafeText {
        let seconds = milliseconds / 1_000
        return switch seconds {
        case ..<5: "now"
        case ..<60: "\(seconds) s ago"
        case ..<3_600: "\(seconds / 60) min ago"
        case ..<86_400: "\(seconds / 3_600) h ago"
        default: "\(seconds / 86_400) d ago"
        }
    }

    /// A span of time with one unit, as `3 min`.
    static func span(milliseconds: UInt64) -> SafeText {
        let seconds = milliseconds / 1_000
        return switch seconds {
        case ..<60: "\(seconds) s"
        case ..<3_600: "\(seconds / 60) min"
        case ..<86_400: "\(seconds / 3_600) h"
        default: "\(seconds / 86_400) d"
        }
    }
}
