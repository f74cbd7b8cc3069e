extension Unicode.Scalar {
    static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"
    /// Variation selector 16: what precedes it is shown as an emoji.
    static let emojiSelector: Unicode.Scalar = "\u{FE0F}"
    /// Variation selector 15: what precedes it is shown as text.
    static let textSelector: Unicode.Scalar = "\u{FE0E}"

    var isPrintableASCII: Bool { (0x20...0x7E).contains(value) }

    var isJoiner: Bool { value == 0x200C || value == 0x200D }

    var isVariationSelector: Bool { (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) }

    /// An emoji that can be part of a joined picture: neither a digit, a sign of the keypad, nor half a flag.
    var isPicture: Bool { value > 0xFF && properties.isEmoji && !isRegionalIndicator }

    var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

    /// Letters and marks of the scripts whose orthography uses joiners: Arabic to Sinhala, Tibetan and Myanmar, Khmer
    /// to Mongolian, and the later blocks of Indic scripts and Arabic's presentation forms.
    var isOfJoiningScript: Bool {
        switch value {
        case 0x0620...0x0DFF, 0x0F00...0x109F, 0x1780...0x18AF, 0xA840...0xABFF, 0xFB50...0xFDFF, 0xFE70...0xFEFC:
            switch properties.generalCategory {
            case .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark: return true
            default: return false
            }
        default: return false
        }
    }

    /// Blocks whose letters are written from right to left, unassigned code points of them included (UAX #9, table 4:
    /// R and AL).
    var isRightToLeft: Bool {
        switch value {
        case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }
}
