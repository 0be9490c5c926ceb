import Foundation
import TestSupport

/// The `dockreeve` that was built along with these tests, or the one that `DOCKREEVE_BINARY` names.
struct Program: Sendable, CustomStringConvertible {
    let line: String
    let status: Int32
    /// Ended by a signal, a crash for instance.
    let wasKilled: Bool
    let output: String
    let errors: String

    var description: String { "$ dockreeve \(line)\n\(output)\(errors)[exit status \(status)]" }

    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["DOCKREEVE_BINARY"] { return named }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "dockreeve").path
    }()

    /// Runs it to its end.
    static func run(_ arguments: String..., input: String = "") async throws -> Program {
        try await onOwnThread { try run(arguments, input: input) }
    }

    /// - Parameter environment: Its environment variables; nothing for those of the tests.
    static func runList(_ arguments: [String], environment: [String: String]? = nil) async throws -> Program {
        try await onOwnThread { try run(arguments, input: "", environment: environment) }
    }

    private static func run(
        _ arguments: [String],
        input: String,
        environment: [String: String]? = nil
    ) throws -> Program {
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        if let environment { process.environment = environment }
        // Files instead of pipes: nothing can fill up while nobody reads.
        let files = try (0..<3).map { _ in try TemporaryFile() }
        defer { for file in files { file.close() } }
        try files[0].write(input)
        process.standardInput = files[0].handle
        process.standardOutput = files[1].handle
        process.standardError = files[2].handle
        try process.launchHearingSignals()
        let deadline = Date(timeIntervalSinceNow: 60)
        while process.isRunning, deadline.timeIntervalSinceNow > 0 { usleep(2000) }
        guard !process.isRunning else {
            process.terminate()
            throw TestFault("`dockreeve \(arguments.joined(separator: " "))` did not end within 60 s")
        }
        return Program(
            line: arguments.joined(separator: " "),
            status: process.terminationStatus,
            wasKilled: process.terminationReason == .uncaughtSignal,
            output: try files[1].text(),
            errors: try files[2].text()
        )
    }
}
