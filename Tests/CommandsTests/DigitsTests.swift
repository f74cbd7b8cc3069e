import ArgumentParser
import Testing

@testable import Commands

/// Digits are compared by two people who look at each other's screens. Whoever could be talked into typing them, or into
/// reading them out for something else, could be fooled.
@Suite struct DigitsTests {
    @Test(
        "No command takes the digits of an exchange",
        arguments: ["exchange", "accept", "confirm", "mismatch", "decline", "verify", "requests"])
    func none(command: String) {
        for digits in [["042917"], ["042", "917"], ["--code", "042917"], ["--digits", "042917"]] {
            #expect {
                _ = try BaithakCommand.parseAsRoot([command, "ravi"] + digits)
            } throws: { error in
                BaithakCommand.exitCode(for: error).rawValue == 64
            }
        }
    }
}
