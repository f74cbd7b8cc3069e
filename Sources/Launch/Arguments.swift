package import Display
import Glibc

/// The arguments of this process. Swift repairs what is not UTF-8, and so would show everybody `�` where a person typed
/// a letter of another encoding.
package enum Arguments {
    /// An argument that is not UTF-8.
    package struct NotUTF8: Error, Hashable {
        /// Counted from 1.
        package let position: Int
        /// The argument with its wrong bytes as `\xE9`.
        package let shown: String

        /// What happened and what to do next.
        package var message: SafeText {
            """
            Argument \(position), “\(shown)”, is not UTF-8 text. Set the terminal to UTF-8, or write the text in \
            another way.
            """
        }
    }

    /// What the program was called as, without folders.
    package static let programName = String(decoding: bytes(at: 0).split(separator: 0x2F).last ?? [], as: UTF8.self)

    /// All but the program's name.
    static func ofProcess() throws(NotUTF8) -> [String] {
        var arguments: [String] = []
        for position in 1..<max(1, Int(CommandLine.argc)) { arguments.append(try text(bytes(at: position), position)) }
        return arguments
    }

    /// One argument as text.
    static func text(_ bytes: [UInt8], _ position: Int) throws(NotUTF8) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        throw NotUTF8(position: position, shown: shown(bytes))
    }

    /// A replacement character in what Swift made of a stretch stands for bytes that are shown as numbers.
    private static func shown(_ bytes: [UInt8]) -> String {
        var shown = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil && $0 <= rest.count }
            if let length {
                shown += String(decoding: rest.prefix(length), as: UTF8.self)
            } else {
                shown += "\\x" + String(rest[rest.startIndex], radix: 16, uppercase: true)
            }
            rest = rest.dropFirst(length ?? 1)
        }
        return shown
    }

    private static func bytes(at position: Int) -> [UInt8] {
        guard position < CommandLine.argc, let start = CommandLine.unsafeArgv[position] else { return [] }
        return UnsafeRawBufferPointer(start: start, count: strlen(start)).map { $0 }
    }
}
