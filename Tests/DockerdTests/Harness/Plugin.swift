import Foundation
import TestSupport

/// A running `dockreeve serve` in the sandbox, at the path where dockerd looks for a plugin called dockreeve.
final class Plugin: Sendable {
    static let socket = "/run/docker/plugins/dockreeve.sock"

    let sandbox: Sandbox
    /// The audit log, relative to the sandbox.
    let audit: String
    private let process: Process
    private let said: TemporaryFile

    private init(sandbox: Sandbox, audit: String, process: Process, said: TemporaryFile) {
        self.sandbox = sandbox
        self.audit = audit
        self.process = process
        self.said = said
    }

    /// Starts one and waits until it answers.
    ///
    /// - Parameters:
    ///   - policies: Its policy directory; need not exist.
    ///   - audit: Its audit log, relative to the sandbox.
    ///   - wrapper: A program that starts it, with arguments.
    ///   - options: More options of `dockreeve serve`.
    static func start(
        in sandbox: Sandbox,
        policies: String,
        audit: String,
        by wrapper: [String] = [],
        options: [String] = []
    ) async throws -> Plugin {
        let process = Process()
        let said = try TemporaryFile()
        process.executableURL = URL(filePath: Checkout.sandbox)
        // In the sandbox's process namespace, so that it can't outlive it; there its pid is another one.
        process.arguments =
            ["run", sandbox.directory, "sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", sandbox.path("plugin.pid")]
            + wrapper + [Checkout.dockreeve, "serve", "--policies", policies, "--socket", socket]
            + ["--audit", sandbox.path(audit), "--state", sandbox.path("state-\(audit)")]
            + ["--admin", sandbox.path("\(audit).sock"), "--checkpoint-interval", "3600"] + options
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = said.handle
        process.standardError = said.handle
        try process.launchHearingSignals()
        let plugin = Plugin(sandbox: sandbox, audit: audit, process: process, said: said)
        let path = sandbox.path("run/docker/plugins/dockreeve.sock")
        let answers = await eventually(within: 30) { !process.isRunning || UnixSocket.accepts(path) }
        guard answers, process.isRunning else {
            let output = plugin.output
            _ = try? await plugin.stop()
            throw TestFault("dockreeve did not start:\n\(output)")
        }
        return plugin
    }

    var isRunning: Bool { process.isRunning }
    var socketExists: Bool { FileManager.default.fileExists(atPath: sandbox.path("run/docker/plugins/dockreeve.sock")) }
    var output: String { (try? said.text()) ?? "" }

    /// SIGTERM, then until it has gone. Returns its exit status.
    @discardableResult
    func stop(signal: String = "TERM") async throws -> Int32 {
        if process.isRunning {
            let pid = try sandbox.text(of: "plugin.pid").trimmingCharacters(in: .whitespacesAndNewlines)
            _ = try await sandbox.run(["kill", "-\(signal)", pid])
        }
        guard await eventually(within: 30, { [process] in !process.isRunning }) else {
            process.terminate()
            throw TestFault("dockreeve did not go within 30 s of SIG\(signal):\n\(output)")
        }
        return process.terminationStatus
    }

    /// Sends a signal and goes on.
    func signal(_ name: String) async throws {
        let pid = try sandbox.text(of: "plugin.pid").trimmingCharacters(in: .whitespacesAndNewlines)
        _ = try await sandbox.run(["kill", "-\(name)", pid])
    }

    /// `dockreeve status` of this one.
    func status(_ options: String...) async throws -> Command {
        try await sandbox.run([Checkout.dockreeve, "status", "--admin", sandbox.path("\(audit).sock")] + options)
    }

    /// The audit log's records up to now.
    func records() throws -> [AuditLine] { try AuditLine.all(in: try sandbox.text(of: audit)) }
}
