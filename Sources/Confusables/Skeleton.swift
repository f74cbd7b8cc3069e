import CICU

/// What a name looks like: two names with one skeleton cannot be told apart by eye (UTS #39, 4; the tables are ICU's).
///
/// Beyond the standard, capitals and small letters are one, and so are blanks of any kind and number, because people
/// take `ravi kumar` for `Ravi  Kumar`. A skeleton is for comparing, never for showing.
package struct Skeleton: Hashable, Sendable {
    private let bytes: [UInt8]

    /// A name of any length up to ``nameBytesMax``; what is longer counts by its beginning.
    package init(of name: String) {
        let shown = name.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }
        let words = shown.split { $0.properties.isWhitespace }.map { String($0) }
        // Twice: what looks like a capital may become one.
        let once = Self.skeleton(words.joined(separator: " ").lowercased())
        bytes = Self.skeleton(String(decoding: once, as: UTF8.self).lowercased())
    }

    /// Names are at most 192 bytes on a badge and 254 on a card; this is for whatever else is compared.
    package static let nameBytesMax = 1_024
    /// One character may become eighteen, and each of them takes up to four bytes of UTF-8.
    private static let growthMax = 72

    private static func skeleton(_ name: String) -> [UInt8] {
        let text = Array(name.utf8.prefix(nameBytesMax))
        let capacity = text.count * growthMax + 1
        let written = unsafe [CChar](unsafeUninitializedCapacity: capacity) { skeleton, count in
            let length = unsafe text.withUnsafeBytes { text in
                unsafe baithak_skeleton(
                    text.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(text.count), skeleton.baseAddress,
                    Int32(capacity))
            }
            count = Int(max(0, length))
        }
        // What ICU refuses looks like itself alone.
        return written.isEmpty ? text : written.map { UInt8(bitPattern: $0) }
    }
}
