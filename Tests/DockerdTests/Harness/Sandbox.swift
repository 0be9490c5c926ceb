import Foundation
import TestSupport

/// A private host made by `scripts/sandbox`. It ends with this process, however that ends: the script reads a pipe of ours.
final class Sandbox: Sendable {
    /// Short, for the paths of unix sockets are limited to 107 bytes.
    let directory: String
    private let lifeline: Pipe
    private let script: Process

    private init(directory: String, lifeline: Pipe, script: Process) {
        self.directory = directory
        self.lifeline = lifeline
        self.script = script
    }

    static func open() async throws -> Sandbox {
        _ = try await Command.run([Checkout.sandbox, "sweep"])
        let directory = "/tmp/dockreeve-t\(ProcessInfo.processInfo.processIdentifier)"
        let lifeline = Pipe()
        let script = Process()
        let said = try TemporaryFile()
        script.executableURL = URL(filePath: Checkout.sandbox)
        script.arguments = ["open", directory]
        script.standardInput = lifeline
        script.standardOutput = said.handle
        script.standardError = said.handle
        try script.launchHearingSignals()
        let sandbox = Sandbox(directory: directory, lifeline: lifeline, script: script)
        let opened = await eventually(within: 20) {
            !script.isRunning || FileManager.default.fileExists(atPath: "\(directory)/pid")
        }
        guard opened, script.isRunning else {
            await sandbox.close()
            throw TestFault("no sandbox: \(try said.text())")
        }
        return sandbox
    }

    func close() async {
        try? lifeline.fileHandleForWriting.close()
        if await !eventually(within: 20, { [script] in !script.isRunning }) { script.terminate() }
    }

    func path(_ relative: String) -> String { "\(directory)/\(relative)" }

    /// Writes a file that only its owner can read, and the folders on the way to it.
    func write(_ text: String, to relative: String) throws {
        let file = URL(filePath: path(relative))
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        guard chmod(file.path, 0o600) == 0 else { throw TestFault("chmod of \(file.path) failed") }
    }

    func text(of relative: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path(relative))), as: UTF8.self)
    }

    /// Runs a command as on a host of its own.
    func run(
        _ arguments: [String],
        environment: [String: String] = [:],
        input: [UInt8] = [],
        limit: Double = 60
    ) async throws -> Command {
        try await Command.run(
            [Checkout.sandbox, "run", directory] + arguments,
            environment: environment,
            input: input,
            limit: limit
        )
    }

    /// `scripts/sandbox VERB DIR …`, which has to succeed.
    @discardableResult
    func manage(_ verb: String, _ arguments: [String]) async throws -> Command {
        let command = try await Command.run([Checkout.sandbox, verb, directory] + arguments, limit: 120)
        guard command.succeeded else { throw TestFault("\(command)") }
        return command
    }
}
