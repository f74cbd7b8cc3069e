/// A word as it is compared: without regard to capitals, accents and English plurals. For comparing only, never shown.
struct BadgeWord: Hashable {
    /// As it was written.
    let written: String
    private let key: [UInt8]

    /// The words of a text that say something, each once, in their order.
    static func words(of text: String) -> [BadgeWord] {
        var seen: Set<BadgeWord> = []
        return split(text).map { BadgeWord($0) }.filter { !stopWords.contains($0.key) && seen.insert($0).inserted }
    }

    private init(_ word: String) {
        written = word
        key = Array(Self.singular(Self.folded(word)).utf8)
    }

    static func == (left: Self, right: Self) -> Bool { left.key == right.key }

    func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// Runs of letters, digits and the marks that belong to them; `+` and `#` after a letter too, as in C++.
    private static func split(_ text: String) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
                .letterNumber:
                word.append(scalar)
            case .nonspacingMark, .spacingMark, .format: if !word.isEmpty { word.append(scalar) }
            case _ where !word.isEmpty && (scalar == "+" || scalar == "#"): word.append(scalar)
            default:
                if !word.isEmpty { words.append(String(word)) }
                word = .init()
            }
        }
        return word.isEmpty ? words : words + [String(word)]
    }

    /// Small letters without accents.
    private static func folded(_ word: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in word.lowercased().unicodeScalars {
            switch scalar.value {
            case ..<0x80: folded.append(scalar)
            // Accents that stand alone, as some keyboards and file systems write them, and joiners.
            case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: break
            // The dot below of Hindi, which many leave out, also where it is one with its letter.
            case 0x93C: break
            case 0x958...0x95F: folded.append(dotless[Int(scalar.value - 0x958)])
            default: folded += latin(scalar).unicodeScalars
            }
        }
        return String(folded)
    }

    /// What the letters of U+0958 to U+095F are without their dot.
    private static let dotless: [Unicode.Scalar] = [
        "\u{915}", "\u{916}", "\u{917}", "\u{91C}", "\u{921}", "\u{922}", "\u{92B}", "\u{92F}",
    ]

    /// A Latin letter without what is added to it; anything else as it is. The standard library has no decompositions,
    /// but it has names: `LATIN SMALL LETTER E WITH ACUTE` is an e.
    private static func latin(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "ß": return "ss"
        case "æ": return "ae"
        case "œ": return "oe"
        case "ı": return "i"
        default: break
        }
        let prefix = "LATIN SMALL LETTER "
        guard scalar.value < 0x2_000, let name = scalar.properties.name, name.hasPrefix(prefix) else {
            return String(scalar)
        }
        let parts = name.dropFirst(prefix.count).split(separator: " ")
        guard parts.count > 2, parts[0].utf8.count == 1, parts[1] == "WITH" else { return String(scalar) }
        return parts[0].lowercased()
    }

    /// The same for one and for many: `maps` and `map`, `boxes` and `box`, `libraries` and `library`. Not always a
    /// word, but always the same one.
    private static func singular(_ word: String) -> String {
        var letters = Array(word.utf8)
        func ends(_ ending: String) -> Bool { letters.suffix(ending.utf8.count).elementsEqual(ending.utf8) }
        guard letters.count > 3, letters.allSatisfy({ 0x61...0x7A ~= $0 }) else { return word }
        if ends("s"), !ends("ss"), !ends("us"), !ends("is") { letters.removeLast() }
        if letters.count > 3 {
            let isVowelBefore = "aeiou".utf8.contains(letters[letters.count - 2])
            if ["se", "xe", "ze", "che", "she", "oe", "ie"].contains(where: ends) {
                letters.removeLast()
            } else if ends("y"), !isVowelBefore {
                letters[letters.count - 1] = UInt8(ascii: "i")
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }

    /// Words that say nothing about what is asked or offered, as they are compared.
    private static let stopWords = Set(
        """
        a an and any anybody anyone are as at be been being but by can could do does for from get give good great had \
        has have he help helping her hers him his how i if in into is it its just learn like look looking lot many me \
        more most much my need new no not of off on one or our out over own people person please she so some somebody \
        someone something teach than thank that the their them there these they thing this those to too us use very \
        want was we what when where which who whom whose why will with would you your \
        और का के की को में से है हैं एक पर ने हो कोई या मैं मुझे मेरा मेरी मेरे लिए चाहिए मदद यह वह कुछ भी तो साथ
        """
        .split { $0 == " " || $0 == "\n" }.map { Array(singular(folded(String($0))).utf8) })
}
