/// An instance name compared byte for byte: `String` calls different bytes equal (`é` in one or two code points), and
/// others choose these bytes.
struct InstanceName: Hashable, Comparable, Sendable {
    let text: String
    private let bytes: [UInt8]

    /// Wraps the name as delivered.
    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    static func == (left: InstanceName, right: InstanceName) -> Bool { left.bytes == right.bytes }

    static func < (left: InstanceName, right: InstanceName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
