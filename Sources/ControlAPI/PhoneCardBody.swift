/// A card of ours for a phone's camera.
package struct PhoneCardBody: Codable, Hashable, Sendable {
    /// A vCard 3.0.
    package var text: String
    /// What is on the card and not in the text, in words for people.
    package var leftOut: [String]

    /// Both fields at once.
    package init(text: String, leftOut: [String]) {
        self.text = text
        self.leftOut = leftOut
    }

    private enum CodingKeys: String, CodingKey {
        case text
        case leftOut = "left_out"
    }

    /// Where it is shown, and so how much fits.
    package enum Room: String, Hashable, Sendable, CaseIterable {
        /// A terminal of 24 lines: version 6 of QR codes, level L, two modules of light around.
        case terminal
        /// A picture: version 40, level M.
        case picture

        /// How many bytes fit (ISO/IEC 18004, table 7).
        package var bytesMax: Int {
            switch self {
            case .terminal: 134
            case .picture: 2_331
            }
        }
    }
}
