import Display
import Foundation
import Testing

@Suite struct SafeTests {
    @Test("Plain text of many scripts stays as it is", arguments: Samples.harmless)
    func harmless(text: String) {
        #expect(Array(safe(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test("What a screen could act on becomes visible", arguments: Samples.escapes)
    func escapes(text: String, shown: String) {
        #expect(Array(safe(text).unicodeScalars) == Array(shown.unicodeScalars))
    }

    @Test("A body keeps its line feeds and nothing else of that kind") func body() {
        #expect(safe("a\nb\r\nc\u{85}d\u{2028}e\tf", as: .body) == "a\nbU+000D\ncU+0085dU+2028eU+0009f")
        #expect(safe("a\n\u{301}b", as: .body).unicodeScalars.elementsEqual("a\n\u{25CC}\u{301}b".unicodeScalars))
        #expect(safe("a\nb") == "aU+000Ab")
    }

    @Test("A base keeps four combining marks, however many come") func zalgo() {
        let marks = String(repeating: "\u{335}", count: 400)
        let text = safe("Z" + marks + "a" + marks)
        #expect(text.unicodeScalars.count == 10)
        #expect(text.unicodeScalars.first == "Z")
        #expect(cellWidth(text) == 2)
    }

    @Test("A text beyond the bound is cut, in linear time whatever it holds") func bounds() {
        for scalar in ["a", "\u{301}", "\u{200D}", "\u{1F1E6}", "\u{1F468}\u{200D}"] {
            let hostile = String(repeating: scalar, count: 2_000_000)
            for (form, scalarsMax) in [
                (TextForm.line, DisplayLimits.lineScalarsMax), (.body, DisplayLimits.bodyScalarsMax),
            ] {
                let text = safe(hostile, as: form)
                #expect(text.unicodeScalars.last == "…")
                #expect(text.unicodeScalars.count <= 6 * scalarsMax + 1)
            }
        }
        let long = String(repeating: "a", count: DisplayLimits.lineScalarsMax)
        #expect(safe(long) == long)
    }

    @Test("Random scalars never get a control, format or unassigned one through") func random() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var generator = SplitMix(state: seed)
        for _ in 0..<2_000 {
            var scalars = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                let range: ClosedRange<UInt32> = Bool.random(using: &generator) ? 0...0x2100 : 0...0x10FFFF
                if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) { scalars.append(scalar) }
            }
            Samples.expectHarmless(safe(String(scalars)))
        }
    }

    @Test(
        "The naughty strings come out harmless, and the same when put through again",
        .enabled(if: Samples.hasNaughty, Samples.why))
    func naughty() throws {
        let strings = try JSONDecoder().decode([String].self, from: Data(contentsOf: Samples.naughtyFile))
        #expect(strings.count > 500)
        for string in strings {
            let once = safe(string)
            Samples.expectHarmless(once)
            if once.unicodeScalars.last != "…" { #expect(safe(once).unicodeScalars.elementsEqual(once.unicodeScalars)) }
            for cells in [0, 1, 7] { #expect(cellWidth(truncated(once, to: cells)) <= cells) }
            for line in wrapped(once, to: 20) { #expect(cellWidth(line) <= 20) }
        }
    }

    @Test("Interpolated text is neutralised, our own words are not") func interpolation() {
        let name = "B\u{1B}ob"
        let text: SafeText = "\u{1B}[2m\(name)\u{1B}[0m \(3)"
        #expect(text.text == "\u{1B}[2mBU+001Bob\u{1B}[0m 3")
        let again: SafeText = "\(text)!"
        #expect(again.text == text.text + "!")
    }

    @Test("JSON keeps its meaning and loses what a terminal acts on") func json() throws {
        let texts = [
            "a\u{9B}2J", "\u{202E}x", "\u{7F}", "é山👩‍🚀", "\u{E0041}", "\u{1B}]0;x\u{7}", "a/b\\\"", "\u{FEFF}\u{2028}",
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .prettyPrinted]
        let json = safeJSON(String(decoding: try encoder.encode(texts), as: UTF8.self))
        for scalar in json.unicodeScalars where scalar.value > 0x7E {
            #expect(![.control, .format].contains(scalar.properties.generalCategory))
        }
        #expect(!json.utf8.contains { $0 < 0x20 || $0 == 0x7F })
        let back = try JSONDecoder().decode([String].self, from: Data(json.utf8))
        #expect(back.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    }

    @Test("JSON as a body keeps its lines, and nothing else that moves a cursor") func jsonBody() {
        let body = safeJSON("{\n\t\"a\u{9B}\" :\r\n \"\u{2028}é\"\n}", as: .body)
        #expect(body == "{\n \"a\\u009b\" : \n \"\\u2028é\"\n}")
        #expect(safeJSON("[\n\"a\"\n]") == "[ \"a\" ]")
    }
}
