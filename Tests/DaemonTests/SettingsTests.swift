import Logging
import Testing

@testable import Daemon

struct SettingsTests {
    /// What is wrong with a text, as `line: sentence`.
    func problems(_ text: String) -> [String] {
        do throws(SettingsError) {
            _ = try Settings.parse(text, file: "config.toml")
            return []
        } catch {
            #expect(error.description.split(separator: "\n").allSatisfy { $0.hasPrefix("config.toml:") })
            return error.problems.map { "\($0.line.map(String.init) ?? "-"): \($0.sentence)" }
        }
    }

    @Test("An empty text, or none but comments, means the defaults")
    func defaults() throws {
        for text in ["", "# nothing\n\n[network]\n[peers]\n", "\u{FEFF}"] {
            #expect(try Settings.parse(text, file: "f") == Settings())
        }
        #expect(Settings().port == nil && Settings.defaultPort == 22_484)
    }

    @Test("Every key is read, whichever way TOML lets it be written")
    func everyKey() throws {
        var expected = Settings()
        expected.port = 4_000
        expected.interfaces = ["wlan0", "eth0.1"]
        expected.linksMax = 10
        expected.discovery = false
        expected.beatSeconds = 5
        expected.peers = [
            try #require(PeerAddress("hub.local:5000", defaultPort: 1)),
            try #require(PeerAddress("[fe80::1%wlan0]", defaultPort: 22_484)),
        ]
        expected.logLevel = .debug
        let tables = """
            [network]
            port = 4_000
            interfaces = ["wlan0",
              "eth0.1", # the cable
              "wlan0"]
            links_max = 10
            [discovery]
            enabled = false
            [presence]
            beat_seconds = 5
            [peers]
            addresses = ["hub.local:5000", "[fe80::1%wlan0]"]
            [log]
            level = "debug"
            """
        let dotted = """
            network = { port = 0xFA0, interfaces = ["wlan0", "eth0.1"], links_max = 10 }
            "discovery".enabled = false
            presence . beat_seconds = 5
            peers.addresses = ["hub.local:5000", '[fe80::1%wlan0]:22484']
            log.level = "debug"
            """
        #expect(try Settings.parse(tables, file: "f") == expected)
        #expect(try Settings.parse(dotted, file: "f") == expected)
        #expect(try Settings.parse(tables.split(separator: "\n").joined(separator: "\r\n"), file: "f") == expected)
    }

    @Test("A wrong type is named with its line, its key, what was expected and what was found")
    func wrongType() {
        #expect(
            problems("# c\n[network]\n\nport = \"4000\"") == [
                "4: `network.port` must be 0 (any free port) or a whole number from 1024 to 65535, "
                    + "and is the text \"4000\"."
            ])
        #expect(
            problems("[presence]\nbeat_seconds = 2.5") == [
                "2: `presence.beat_seconds` must be a whole number from 1 to 600, "
                    + "and is the number 2.5, with a fraction."
            ])
        #expect(
            problems("[discovery]\nenabled = 'no'") == [
                "2: `discovery.enabled` must be true or false, and is the text \"no\"."
            ])
        #expect(problems("log = 3") == ["1: `log` must be a table, [log], and is the number 3."])
        #expect(problems("[network]\ninterfaces = 'wlan0'").first?.hasSuffix("and is the text \"wlan0\".") == true)
        #expect(problems("[network]\ninterfaces = [1]").first?.hasSuffix("and is the number 1.") == true)
    }

    @Test("Several problems are named at once, in the order of their lines")
    func several() {
        let text = """
            [peers]
            addresses = ["ok:1", "no port:"]
            [nework]
            port = 1
            [network]
            prot = 4000
            links_max = 0
            """
        let found = problems(text)
        #expect(found.count == 4)
        #expect(found[0].hasPrefix("2: `peers.addresses` must be a list of up to 32 addresses"))
        #expect(found[0].hasSuffix("and is the text \"no port:\"."))
        #expect(
            found[1]
                == "3: The key `nework` is not known here: "
                + "there are the tables [discovery], [log], [network], [peers], [presence]."
        )
        #expect(found[2] == "6: The key `network.prot` is not known: [network] has port, interfaces, links_max.")
        #expect(found[3] == "7: `network.links_max` must be a whole number from 1 to 500, and is the number 0.")
    }

    @Test("No more problems are named than fit on a screen")
    func manyProblems() {
        #expect(problems((0..<100).map { "k\($0) = 1" }.joined(separator: "\n")).count == SettingsLimits.problemsMax)
    }

    @Test("Keys are found behind texts and lists over several lines that look like keys")
    func lines() {
        let text = """
            [log]
            level = \"""
            [network]
            port = 1
            \"""
            [network]
            interfaces = [
              "port = 2",
              "]",
            ]
            'port' = true # [x]
            """
        let found = problems(text).map { $0.prefix { $0 != "`" } }
        #expect(found == ["2: ", "7: ", "11: "])
    }

    @Test("A text that is no TOML is named with the line where it stops being some")
    func noTOML() {
        #expect(problems("[network]\nport 4000").first?.hasPrefix("2: It is not TOML: ") == true)
        #expect(problems("[network]\nport = 1\nport = 2").first?.hasPrefix("3: ") == true)
        #expect(
            problems("[network]\nport = 4000\n\0[nonsense").first == "3: There is a control character (0): remove it.")
        for header in ["[=]", "[[[x]]]", "[[ é]]", " [ [x]]"] {
            #expect(problems("# c\n" + header).first == "2: It is not TOML: `[` needs the name of a table.")
        }
        #expect(problems("\u{FEFF}[/]").first == "1: It is not TOML: `[` needs the name of a table.")
        #expect(problems("x = [\n\u{A0}1]").count == 1 && problems("[\n").count == 1)
        #expect(problems("x = [\n}").first == "2: It is not TOML: `}` inside `[`.")
        #expect(problems("x = 1979-05-27 0]").first == "1: No setting is a date or a time.")
        for header in ["[", "[[", "[]", "[ ]", "[[x]"] { #expect(problems(header).count == 1) }
        #expect(problems(String(repeating: "[", count: 10_000)).count == 1)
        #expect(problems("x = " + String(repeating: "[", count: 10_000)).count == 1)
    }

    @Test("Whatever a text is made of, it gives settings or sentences")
    func anything() {
        let pieces = [
            "[", "]", "{", "}", "\"", "'", "\"\"\"", "\'\'\'", "=", ".", ",", "#", "\n", "\r\n", "\r", "\\", "\\u0000",
            "-", "+",
            "_", " ", "\t", "\0", "0", "1", "0x", "9e999", "inf", "nan", "1979-05-27", "07:32:00", "Z", "true", "é",
            "\u{7F}",
            "\u{FEFF}", "\u{2028}", "network", "port", "interfaces", "[network]", "[[log]]", "level", "port = 1\n",
            "x = [\n",
        ]
        let seed = UInt64.random(in: .min ... .max)
        var state = seed
        func next(_ bound: Int) -> Int {
            // Knuth's linear congruential generator (MMIX).
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        print("seed of this run: \(seed)")
        for _ in 0..<20_000 {
            let text = (0...next(12)).map { _ in pieces[next(pieces.count)] }.joined()
            if let settings = try? Settings.parse(text, file: "f") {
                #expect(settings.linksMax == 64, "\(text.debugDescription)")
            }
        }
    }

    @Test("Numbers outside their bounds are refused and those at the bounds are not")
    func bounds() {
        for good in [0, 1_024, 65_535] { #expect(problems("network.port = \(good)").isEmpty) }
        for bad in [-1, 1, 1_023, 65_536, Int.max, Int.min] { #expect(problems("network.port = \(bad)").count == 1) }
        for good in [1, 600] { #expect(problems("presence.beat_seconds = \(good)").isEmpty) }
        for bad in [0, 601] { #expect(problems("presence.beat_seconds = \(bad)").count == 1) }
        for good in [1, 500] { #expect(problems("network.links_max = \(good)").isEmpty) }
        for bad in [0, 501] { #expect(problems("network.links_max = \(bad)").count == 1) }
        let peers = (1...33).map { "\"h\($0)\"" }
        #expect(problems("peers.addresses = [\(peers.dropLast().joined(separator: ","))]").isEmpty)
        #expect(
            problems("peers.addresses = [\(peers.joined(separator: ","))]").first?.hasSuffix("has 33 members.") == true)
        for bad in ["", ".", "..", "a/b", "a b", "sixteen-letters0", "é"] {
            #expect(problems("network.interfaces = [\"\(bad)\"]").count == 1, "\(bad)")
        }
    }

    @Test("A reload says what it takes over and what needs a restart")
    func difference() throws {
        let old = Settings()
        #expect(old.difference(from: old) == ([], []))
        let text = """
            network = { port = 0, interfaces = ["lo"], links_max = 1 }
            discovery.enabled = false
            presence.beat_seconds = 1
            peers.addresses = ["h"]
            log.level = "error"
            """
        let all = try Settings.parse(text, file: "f").difference(from: old)
        #expect(all == ([.beatSeconds, .peers, .logLevel], [.port, .interfaces, .linksMax, .discovery]))
        // Naming the default port is not the same as leaving it out: a busy one is then an error.
        #expect(try Settings.parse("network.port = 22484", file: "f").difference(from: old).needsRestart == [.port])
    }
}
