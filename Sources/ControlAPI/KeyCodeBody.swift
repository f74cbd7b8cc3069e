/// A key as the text of a QR code: our own to show, or what was read from another screen.
package struct KeyCodeBody: Codable, Hashable, Sendable {
    /// The text.
    package var text: String

    /// The only field.
    package init(text: String) { self.text = text }
}
