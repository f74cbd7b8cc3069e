import Glibc

/// The environment of this process.
enum Variables {
    static subscript(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
