import Foundation
import TestSupport

/// A program that ran to its end: what it said and how it ended.
struct Command: Sendable, CustomStringConvertible {
    let line: String
    let status: Int32
    let output: String
    let errors: String

    var succeeded: Bool { status == 0 }
    var description: String { "$ \(line)\n\(output)\(errors)[exit status \(status)]" }

    /// Runs a program and waits for it. It is ended when it takes longer than `limit` seconds: a test must not hang.
    static func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = [],
        limit: Double = 60
    ) async throws -> Command {
        try await withCheckedThrowingContinuation { continuation in
            // A thread of its own: waiting must not hold up the other tests.
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try blocking(arguments, environment: environment, input: input, limit: limit) }
                )
            }
        }
    }

    private static func blocking(
        _ arguments: [String],
        environment: [String: String],
        input: [UInt8],
        limit: Double
    ) throws -> Command {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        // Files instead of pipes: a child that lives on in the background can't keep us waiting.
        let files = try (0..<3).map { _ in try TemporaryFile() }
        defer { for file in files { file.close() } }
        try files[0].handle.write(contentsOf: Data(input))
        try files[0].handle.seek(toOffset: 0)
        process.standardInput = files[0].handle
        process.standardOutput = files[1].handle
        process.standardError = files[2].handle
        try process.launchHearingSignals()
        let deadline = Date(timeIntervalSinceNow: limit)
        while process.isRunning, deadline.timeIntervalSinceNow > 0 { usleep(2000) }
        let tookTooLong = process.isRunning
        if tookTooLong { process.terminate() }
        process.waitUntilExit()
        return Command(
            line: arguments.joined(separator: " "),
            status: process.terminationStatus,
            output: try files[1].text(),
            errors: try files[2].text() + (tookTooLong ? "[ended after \(limit) s]\n" : "")
        )
    }
}
