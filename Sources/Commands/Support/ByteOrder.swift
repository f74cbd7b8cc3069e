/// The order of texts that other people wrote: by their bytes, which takes no longer for hostile ones.
enum ByteOrder {
    /// Whether the first text that differs comes earlier on the left.
    static func precedes(_ left: [String], _ right: [String]) -> Bool {
        for (one, other) in zip(left, right) where !one.utf8.elementsEqual(other.utf8) {
            return one.utf8.lexicographicallyPrecedes(other.utf8)
        }
        return left.count < right.count
    }
}
