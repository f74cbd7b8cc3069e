import Testing

@testable import Launch

@Suite struct HyphenHintTests {
    @Test(
        "Who writes a text with a hyphen is told how",
        arguments: [
            ("Missing value for '--about <text>'", ["x", "--about", "- first"], "--about=TEXT"),
            ("Missing value for '--topic <text>'", ["--topic", "-5"], "--topic=TEXT"),
            ("Missing expected argument '<text>'", ["note", "append", "x", "- item"], "-- TEXT"),
            ("Missing expected argument '<text>'", ["note", "append", "x", "-item"], "-- TEXT"),
            ("Missing expected argument '<title>'", ["--for everybody"], "-- TEXT"),
            ("Unknown option '-item'", ["x", "y", "-item"], "-- TEXT"),
        ])
    func told(message: String, arguments: [String], part: String) {
        #expect(HyphenHint.line(message, arguments)?.contains(part) == true)
    }

    @Test(
        "Whoever wrote something else wrongly is told nothing of hyphens",
        arguments: [
            ("Missing value for '--about <text>'", ["x", "--about"]),
            ("Missing expected argument '<who>'", ["--json"]), ("Missing expected argument '<who>'", ["-h"]),
            ("Unknown option '--wrong'", ["--wrong"]), ("Unknown option '--wrong'", ["--wrong=a b"]),
            ("Nothing to change", ["- item"]),
        ])
    func quiet(message: String, arguments: [String]) { #expect(HyphenHint.line(message, arguments) == nil) }
}
