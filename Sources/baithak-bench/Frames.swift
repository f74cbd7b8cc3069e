import Keys

/// One batch of frames, small enough to stay in a core's cache as those of a busy link do.
enum Frames {
    static let count = 16
    static let plaintextBytes = 16 * 1024

    /// Zeroes, with room for the tags.
    static var fresh: [[UInt8]] {
        [[UInt8]](repeating: [UInt8](repeating: 0, count: plaintextBytes + ChaChaPoly.tagBytes), count: count)
    }
}
