import Glibc

/// A system call that failed, by name, with its error number.
struct SystemFailure: Error, Hashable, Sendable, CustomStringConvertible {
    let call: String
    let code: Int32

    /// The error number that the last call of this thread left behind.
    static func last(_ call: String) -> SystemFailure { SystemFailure(call: call, code: errno) }

    var description: String { "\(call): \(String(cString: strerror(code)))" }
}
