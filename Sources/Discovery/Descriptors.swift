import Glibc

/// How many files this process can still open.
enum Descriptors {
    /// Whether there are enough for one more handle. It is tried: a limit says nothing of what others have open.
    static var suffice: Bool {
        var opened: [Int32] = []
        defer { for descriptor in opened { close(descriptor) } }
        for _ in 0..<DiscoveryLimits.descriptorsPerHandle {
            let descriptor = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return errno != EMFILE && errno != ENFILE }
            opened.append(descriptor)
        }
        return true
    }
}
