package import ArgumentParser
package import Display
import Glibc

/// From the arguments of the process to its exit code.
package enum Launch {
    /// Reads the arguments, does what they say and ends the process.
    ///
    /// - Parameters:
    ///   - root: the command tree.
    ///   - explain: the exit code and the sentence for an error of a command, nil for those of the argument parser.
    package static func run(
        _ root: any ParsableCommand.Type, explain: (any Error) -> (status: Int32, message: SafeText)? = { _ in nil }
    ) async -> Never {
        StandardStream.fillPlaces()
        var arguments: [String] = []
        do {
            arguments = try Arguments.ofProcess()
            var command = try root.parseAsRoot(arguments)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as Arguments.NotUTF8 {
            fail(EX_USAGE, error.message)
        } catch {
            if let (status, message) = explain(error) { fail(status, message) }
            end(root, error, arguments)
        }
        StandardStream.output.finish()
        exit(0)
    }

    /// Says why nothing was done, and ends the process.
    package static func fail(_ status: Int32, _ message: SafeText) -> Never {
        // The exit code says more than that the message could not be written.
        _ = StandardStream.error.attempt(StandardStream.error.message("\(Arguments.programName): \(message)"))
        exit(status)
    }

    /// Help, a version, or what is wrong with the arguments.
    private static func end(_ root: any ParsableCommand.Type, _ error: any Error, _ arguments: [String]) -> Never {
        let status = root.exitCode(for: error).rawValue
        var text = root.fullMessage(for: error)
        if status != 0, let hint = HyphenHint.line(root.message(for: error), arguments) {
            let first = text.prefix { $0 != "\n" }
            text = first + "\n" + hint + text.dropFirst(first.count)
        }
        if !text.isEmpty { text += "\n" }
        if status == 0 {
            StandardStream.output.write(text)
            StandardStream.output.finish()
        } else {
            _ = StandardStream.error.attempt(text)
        }
        exit(status)
    }
}
