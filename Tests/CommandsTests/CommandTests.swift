import ArgumentParser
import ControlAPI
import ControlClient
import Display
import Testing

@testable import Commands

@Suite struct CommandTests {
    @Test("Every trouble has its exit code") func exitCodes() {
        let expected: [(ControlClientError, Int32)] = [
            (.notRunning(path: "/x"), 69), (.notReachable(path: "/x", errno: 13), 69), (.notASocket(path: "/x"), 69),
            (.closed, 69), (.notOurs(path: "/x", owner: 7), 77), (.timedOut(afterMS: 5_000), 75), (.garbled("x"), 1),
            (.problem(Problem(.badRequest, "x")), 1), (.problem(Problem(.failed, "x")), 1),
            (.problem(Problem(.badValue, "x")), 64), (.problem(Problem(.notFound, "x")), 67),
            (.problem(Problem(.ambiguous, "x")), 67), (.problem(Problem(.refused, "x")), 77),
            (.problem(Problem(.timedOut, "x")), 75),
        ]
        for (error, code) in expected { #expect(CommandFailure(error).status.rawValue == code) }
    }

    @Test("The help lists every exit code") func help() {
        let help = BaithakCommand.helpMessage(columns: 80)
        for status in ExitStatus.allCases { #expect(help.contains("\n  \(status.rawValue) ")) }
    }

    @Test("What the daemon says is neutralised") func neutralised() {
        let failure = CommandFailure(.problem(Problem(.failed, "No \u{1B}[2J\nBob.")))
        #expect(failure.message.text == "No U+001B[2JU+000ABob.")
    }

    @Test("Wrong arguments are refused with code 64 and a sentence", arguments: WrongArguments.all)
    func usage(arguments: [String], part: String) {
        #expect {
            _ = try BaithakCommand.parseAsRoot(arguments)
        } throws: { error in
            BaithakCommand.exitCode(for: error).rawValue == 64 && BaithakCommand.message(for: error).contains(part)
        }
    }

    @Test("badge set changes what is given and nothing else") func badgeSet() throws {
        let old = BadgeBody(name: "Asha", headline: "maps", topics: ["maps"], asks: ["a treasurer"], offers: ["tea"])
        func changed(_ arguments: String...) throws -> BadgeBody {
            try #require(try BaithakCommand.parseAsRoot(["badge", "set"] + arguments) as? BadgeSet).changed(old)
        }
        var expected = old
        expected.headline = ""
        #expect(try changed("--headline", "") == expected)
        expected = old
        expected.topics = ["a", "b"]
        expected.asks = []
        #expect(try changed("--topic", "a", "--topic", "b", "--no-asks") == expected)
        expected = old
        expected.name = "Zoë"
        expected.offers = ["coffee"]
        #expect(try changed("--name", "Zoë", "--offer", "coffee") == expected)
    }

    @Test("session edit sends what is given and nothing else") func sessionEdit() throws {
        func details(_ arguments: String...) throws -> SessionDetailsBody {
            try #require(try BaithakCommand.parseAsRoot(["session", "edit", "1a1a"] + arguments) as? SessionEdit)
                .details
        }
        #expect(try details("--about", "") == SessionDetailsBody(about: ""))
        #expect(try details("--no-topics") == SessionDetailsBody(topics: []))
        #expect(
            try details("--title", "Maps", "--topic", "a", "--topic", "b", "--length", "30")
                == SessionDetailsBody(title: "Maps", topics: ["a", "b"], lengthMinutes: 30))
    }

    @Test("init hands all arguments on") func initArguments() throws {
        let arguments = ["--name", "Asha", "--topic", "maps", "--help", "x"]
        let command = try #require(try BaithakCommand.parseAsRoot(["init"] + arguments) as? InitCommand)
        #expect(command.arguments == arguments)
    }

    @Test("The daemon's program is found beside our own, else in PATH") func daemonProgram() {
        func find(_ own: String?, _ path: String?, _ programs: String...) -> String? {
            DaemonProgram.find(ownPath: own, searchPath: path) { programs.contains($0) }
        }
        #expect(find("/opt/b/baithak", "/usr/bin", "/opt/b/baithakd", "/usr/bin/baithakd") == "/opt/b/baithakd")
        #expect(find("/opt/b/baithak", "/bin:/usr/bin", "/usr/bin/baithakd") == "/usr/bin/baithakd")
        #expect(find(nil, ".::relative:/usr/bin", "./baithakd", "relative/baithakd", "/baithakd") == nil)
        #expect(find(nil, nil) == nil)
    }

    @Test("Styles need a terminal that has them and nobody who refuses them") func styles() {
        func console(_ isTerminal: Bool, _ term: String?, _ noColor: String?) -> [Bool] {
            let console = Console(isTerminal: isTerminal, term: term, noColor: noColor)
            return [console.hasCursor, console.hasStyle]
        }
        #expect(console(true, "xterm", nil) == [true, true])
        #expect(console(true, "xterm", "1") == [true, false])
        #expect(console(true, "xterm", "") == [true, true])
        #expect(console(true, "dumb", nil) == [false, false])
        #expect(console(true, nil, nil) == [false, false])
        #expect(console(false, "xterm", nil) == [false, false])
    }

    @Test("One attendee as JSON has sorted keys and slashes as they are") func json() throws {
        let json = try JSONText.of(People.attendee("a/b", topics: ["x"]))
        #expect(
            json.hasPrefix(#"{"addresses":["192.0.2.1:22484"],"asks":[],"gatherings":[],"headline":"","key":"0000"#))
        #expect(
            json.contains(#""name":"a/b","offers":[],"path":"direct","presence":"here","standing":"stranger","tag":"#))
    }

    @Test("Fields of the daemon's status") func status() {
        let status = Status(
            version: "0.1.0", pid: 7, uptimeMS: 61_000, name: "Asha", tag: "aaaa-2222", key: "ab", visible: false,
            port: nil, discovery: .init(state: .unavailable, detail: "No Avahi.", browsing: false, advertised: false),
            addresses: .init(
                told: [.init(interface: "wlan0", address: "192.0.2.1"), .init(interface: "wlan0", address: "fd00::1")],
                leftOut: [
                    .init(interface: "wg0", addresses: ["10.8.0.2", "fd08::2"], reason: .tunnel),
                    .init(interface: "docker0", addresses: ["172.17.0.1"], reason: .tooMany),
                ]), links: 2,
            attendees: .init(here: 1, quiet: 2, gone: 3), problems: [])
        #expect(
            Details.lines(StatusCommand.fields(status), columns: nil).map(\.text) == [
                "daemon\t0.1.0, process 7, up 1 min", "you\tAsha aaaa-2222", "key\tab", "visible\tno, hidden",
                "discovery\tunavailable: No Avahi.", "addresses\t192.0.2.1 (wlan0), fd00::1 (wlan0)",
                "not told\t10.8.0.2, fd08::2 (wg0: a tunnel, not named in the settings), "
                    + "172.17.0.1 (docker0: others come first)",
                "links\t2", "attendees\t1 here, 2 quiet, 3 gone",
            ])
    }
}

/// Command lines that are refused, and a part of what is said about each.
enum WrongArguments {
    static let all: [([String], String)] = [
        (["nearby", "Bob", "--watch"], "--watch shows everybody"), (["badge", "set"], "Nothing to change"),
        (["badge", "set", "--topic", "x", "--no-topics"], "--topic and --no-topics exclude each other"),
        (["badge", "set", "--ask", "x", "--no-asks"], "--ask and --no-asks exclude each other"),
        (["peer", "add"], "Missing expected argument"), (["peer", "add", ""], "The address is not one"),
        (["peer", "add", "a b"], "The address is not one"), (["peer", "add", "a\u{1B}"], "The address is not one"),
        (["peer", "add", String(repeating: "a", count: 301)], "The address is not one"), (["nonsense"], "nonsense"),
        (["status", "--wrong"], "--wrong"),
        (["gathering", "create", "x", "--place", "y", "--days", "soon"], "names no days"),
        (["gathering", "join", "x", "--code", "y"], "leave the name out"),
        (["gathering", "show", "x", "--gathering", "y"], "leave --gathering out"),
        (["session", "propose", "x", "--length", "0"], "--length is a number of minutes"),
        (["session", "edit", "x"], "Nothing to change"),
        (["session", "edit", "x", "--topic", "y", "--no-topics"], "exclude each other"),
        (["session", "schedule", "x", "--slot", "noon"], "is no slot"), (["slot", "add", "noon"], "is no time"),
        (["session", "list", "--grid", "--now"], "--grid shows the whole programme"),
        (["slot", "add", "14:00", "--day", "Saturday"], "is no day"),
        (["note", "append", "x", ""], "nothing to append"),
        (["note", "show", "x", "--json", "--authors"], "leave --authors out"),
    ]
}
