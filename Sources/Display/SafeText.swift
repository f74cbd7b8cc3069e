/// A text that may go to a screen: it came through ``safe(_:as:)``, or stands in our own source code.
///
/// Tables and details take this type only, so that nothing from somebody else reaches a terminal past the gate.
///
/// In `"\(name) is here"` the words between are ours, and every `String` put in is neutralised on its way.
package struct SafeText: Sendable, ExpressibleByStringInterpolation, CustomStringConvertible {
    /// The text, harmless as it is.
    package let text: String

    /// A text from somebody else, neutralised.
    package init(_ foreign: String, as form: TextForm = .line) { text = safe(foreign, as: form) }

    /// A text of our own, as the source code has it.
    package init(stringLiteral text: StaticString) { self.text = text.description }

    /// Our own words with texts from somebody else in them.
    package init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    /// Texts with a separator of our own between them.
    package init(joining parts: [SafeText], by separator: StaticString) {
        text = parts.map(\.text).joined(separator: separator.description)
    }

    private init(harmless text: String) { self.text = text }

    /// The terminal cells it takes, as ``cellWidth(_:)`` counts.
    package var cells: Int { cellWidth(text) }

    /// Cut to at most `cells` terminal cells, as the function ``truncated(_:to:)`` does.
    ///
    /// An isolate that is cut is closed, so that it does not take what follows with it.
    package func cut(to cells: Int) -> SafeText {
        let cut = truncated(text, to: cells)
        let isOpen = cut.unicodeScalars.last { $0 == "\u{2068}" || $0 == "\u{2069}" } == "\u{2068}"
        return SafeText(harmless: isOpen ? cut + "\u{2069}" : cut)
    }

    /// Cut and filled to exactly `cells` terminal cells.
    package func filled(to cells: Int) -> SafeText { SafeText(harmless: fitted(text, to: cells)) }

    /// The same between first-strong isolates (UAX #9, 2.1) where it holds letters that are written from right to left:
    /// it then keeps its own order and does not change that of what stands beside it. Only for a terminal.
    package var isolated: SafeText {
        guard text.unicodeScalars.contains(where: \.isRightToLeft) else { return self }
        return SafeText(harmless: "\u{2068}\(text)\u{2069}")
    }

    /// Lines of at most `cells` terminal cells each, as ``wrapped(_:to:)`` makes them.
    package func lines(of cells: Int) -> [SafeText] { wrapped(text, to: cells).map { SafeText(harmless: $0) } }

    /// The text.
    package var description: String { text }

    /// Two harmless texts in a row.
    package static func + (left: SafeText, right: SafeText) -> SafeText { SafeText(harmless: left.text + right.text) }

    /// Collects our own words as they are and everything else through the gate.
    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        /// Room for what is to come.
        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

        /// Our own words.
        package mutating func appendLiteral(_ literal: StaticString) { text += literal.description }

        /// A text from somebody else.
        package mutating func appendInterpolation(_ foreign: String) { text += safe(foreign) }

        /// A text that is harmless already.
        package mutating func appendInterpolation(_ harmless: SafeText) { text += harmless.text }

        /// A number.
        package mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
    }

    /// How interpolated text is collected.
    package typealias StringInterpolation = Interpolation
}
