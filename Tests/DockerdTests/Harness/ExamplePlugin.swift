import Foundation
import TestSupport

/// One of the programs in examples/, running in the sandbox as a plugin of its dockerd.
final class ExamplePlugin: Sendable {
    let sandbox: Sandbox
    let name: String
    private let process: Process
    private let said: TemporaryFile

    private init(sandbox: Sandbox, name: String, process: Process, said: TemporaryFile) {
        self.sandbox = sandbox
        self.name = name
        self.process = process
        self.said = said
    }

    /// - Parameter program: As it is called beside this test program, as `example-volume-plugin`.
    static func start(
        in sandbox: Sandbox,
        _ program: String,
        name: String,
        arguments: [String] = []
    ) async throws -> ExamplePlugin {
        try await start(in: sandbox, path: Checkout.built(program), name: name, arguments: arguments)
    }

    static func start(
        in sandbox: Sandbox,
        path program: String,
        name: String,
        arguments: [String]
    ) async throws -> ExamplePlugin {
        let process = Process()
        let said = try TemporaryFile()
        process.executableURL = URL(filePath: Checkout.sandbox)
        process.arguments =
            ["run", sandbox.directory, "sh", "-c", "echo $$ >\"$0\" && exec \"$@\"", sandbox.path("\(name).pid")]
            + [program, name] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = said.handle
        process.standardError = said.handle
        try process.launchHearingSignals()
        let plugin = ExamplePlugin(sandbox: sandbox, name: name, process: process, said: said)
        let path = sandbox.path("run/docker/plugins/\(name).sock")
        let answers = await eventually(within: 30) { !process.isRunning || UnixSocket.accepts(path) }
        guard answers, process.isRunning else {
            let output = plugin.output
            try? await plugin.stop()
            throw TestFault("\(program) did not start:\n\(output)")
        }
        return plugin
    }

    var output: String { (try? said.text()) ?? "" }

    func stop(signal: String = "TERM") async throws {
        if process.isRunning {
            let pid = try sandbox.text(of: "\(name).pid").trimmingCharacters(in: .whitespacesAndNewlines)
            _ = try await sandbox.run(["kill", "-\(signal)", pid])
        }
        guard await eventually(within: 30, { [process] in !process.isRunning }) else {
            process.terminate()
            throw TestFault("\(name) did not go within 30 s of SIG\(signal):\n\(output)")
        }
    }
}
