import Foundation
import Testing

/// Texts that the tests put through the gate.
enum Samples {
    static let naughtyFile: URL = {
        if let named = ProcessInfo.processInfo.environment["BAITHAK_VECTORS"] {
            return URL(filePath: named).appending(path: "naughty-strings.json")
        }
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.deletingLastPathComponent().appending(path: "shared/data/naughty-strings.json")
    }()
    static let hasNaughty = FileManager.default.fileExists(atPath: naughtyFile.path)
    static let why: Comment =
        "naughty-strings.json must be in ../shared/data, or in the folder that BAITHAK_VECTORS names"

    static let harmless = [
        "", "Asha Rao", "Zoë Ünïcode", "अंजलि शर्मा", "श्रीमती क्षितिज", "山田太郎", "김철수", "محمد علی",
        "می‌خواهم", "র‍্যাব",
        "ශ්‍රී ලංකා", "ന്‍", "נְקֻדּוֹת", "Việt Nam", "👩‍🚀 👨‍👩‍👧‍👦 👍🏽 🇮🇳 ❤️ 1️⃣ ☎︎",
        "葛\u{E0100}城", "naïve e\u{301}", "50 % ± 2 €", "\u{3000}全角",
        "<b>&amp;</b> $(rm) `x` ;", "«quoted» “text” – …",
    ]

    static let escapes = [
        ("\u{1B}]52;c;cm0gLXJm\u{7}", "U+001B]52;c;cm0gLXJmU+0007"),
        ("\u{1B}[6n", "U+001B[6n"),
        ("\u{1B}]0;title\u{1B}\\", "U+001B]0;titleU+001B\\"),
        ("\u{9B}2J\u{9D}0;x\u{9C}", "U+009B2JU+009D0;xU+009C"),
        ("a\u{0}b\u{8}\u{7F}\tc\rd\ne", "aU+0000bU+0008U+007FU+0009cU+000DdU+000Ae"),
        ("a\u{202E}b\u{2066}c\u{200F}d\u{61C}", "aU+202EbU+2066cU+200FdU+061C"),
        ("a\u{200B}b\u{2060}c\u{FEFF}d\u{AD}e", "aU+200BbU+2060cU+FEFFdU+00ADe"),
        ("a\u{2028}b\u{2029}c", "aU+2028bU+2029c"),
        ("pay\u{200D}pal a\u{200C}b", "payU+200Dpal aU+200Cb"),
        ("\u{200D}👩\u{200D}", "U+200D👩U+200D"),
        ("👩\u{200D}\u{200D}🚀", "👩U+200DU+200D🚀"),
        ("\u{E000}\u{F0000}\u{378}\u{FFFF}", "U+E000U+F0000U+0378U+FFFF"),
        ("a\u{E0041}\u{E007F}", "aU+E0041U+E007F"),
        ("a\u{FE0F}b\u{E0100}\u{FE00}", "aU+FE0FbU+E0100U+FE00"),
        ("\u{3164}\u{115F}\u{FFA0}\u{34F}", "U+3164U+115FU+FFA0U+034F"),
        ("a\u{A0}b\u{2009}c\u{202F}d", "a b c d"),
        ("\u{301}x", "\u{25CC}\u{301}x"),
        ("a \u{301}", "a \u{25CC}\u{301}"),
        ("\u{1B}\u{301}", "U+001B\u{25CC}\u{301}"),
    ]

    /// Nothing in the text can act on a terminal or hide what it says.
    static func expectHarmless(_ text: String) {
        var marks = 0
        for scalar in text.unicodeScalars {
            let isJoiner = scalar == "\u{200C}" || scalar == "\u{200D}"
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned, .surrogate:
                Issue.record("U+\(String(scalar.value, radix: 16)) came through")
            case .format:
                #expect(isJoiner, "U+\(String(scalar.value, radix: 16)) came through")
            case .nonspacingMark, .enclosingMark, .spacingMark: marks += 1
            default: marks = 0
            }
            #expect(marks <= 4)
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): random tests that can be repeated from their seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
