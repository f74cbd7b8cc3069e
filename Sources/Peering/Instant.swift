/// A moment on a clock that never goes back, in microseconds since some start. The shell says which clock; the
/// simulation has its own. Nothing here is wall-clock time.
package struct Instant: Hashable, Comparable, Sendable {
    /// Microseconds since the clock's start.
    package let microseconds: Int64

    /// A moment so many microseconds after the clock's start.
    package init(microseconds: Int64) { self.microseconds = microseconds }

    /// This moment moved by milliseconds, forwards or back.
    package func advanced(byMS milliseconds: Int64) -> Instant {
        Instant(microseconds: microseconds + milliseconds * 1000)
    }

    /// Whole milliseconds from an earlier moment to this one; negative if it is later.
    package func milliseconds(since other: Instant) -> Int64 { (microseconds - other.microseconds) / 1000 }

    /// Earlier is less.
    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }
}
