import Foundation
import TestSupport

/// A running `dockreeve serve`, with everything that it needs in a folder of its own.
final class Service: Sendable {
    let folder: TemporaryFolder
    let socket: String
    private let process: Process
    private let said: TemporaryFile

    private init(folder: TemporaryFolder, socket: String, process: Process, said: TemporaryFile) {
        self.folder = folder
        self.socket = socket
        self.process = process
        self.said = said
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    /// Starts one and waits until it listens.
    ///
    /// - Parameters:
    ///   - rules: The text of its rule file; nothing leaves the policy folder as it is.
    ///   - arguments: Beside `serve`; where there are none, the folder's `policies`, `plugin.sock` and `audit.jsonl`.
    ///   - checkpointInterval: On a loaded machine a test may take longer than a minute; what it counts are its own records.
    ///     Nothing leaves it to the configuration file.
    ///   - environment: Variables beside those of the tests.
    ///   - script: Of the shell that starts it, as `"$@"`.
    ///   - handing: A listening socket that it gets as systemd hands one over.
    ///   - served: The path of that socket.
    static func start(
        _ rules: String? = RuleTexts.everything,
        in folder: TemporaryFolder? = nil,
        options: [String] = [],
        arguments: [String]? = nil,
        socket: String? = nil,
        checkpointInterval: Int? = 3600,
        environment: [String: String] = [:],
        through script: String? = nil,
        handing listener: FileHandle? = nil,
        served: String? = nil
    ) async throws -> Service {
        let folder = try folder ?? TemporaryFolder()
        if let rules { try folder.write("policies/rules.yaml", rules) }
        let socket = socket ?? folder.path("plugin.sock")
        let usual = [
            "--policies", folder.path("policies"), "--socket", socket, "--audit", folder.path("audit.jsonl"),
        ]
        let process = Process()
        let said = try TemporaryFile()
        process.executableURL = URL(filePath: Program.path)
        // A folder of its own for the state too, whatever else is asked for: the host's is not a test's business.
        let given = (arguments ?? usual) + options
        let own = [("--state", "state"), ("--admin", "admin.sock")].filter { !given.contains($0.0) }
        let signs = checkpointInterval == nil || given.contains("--checkpoint-interval")
        let signing = signs ? [] : ["--checkpoint-interval", "\(checkpointInterval ?? 3600)"]
        process.arguments = ["serve"] + given + signing + own.flatMap { [$0.0, folder.path($0.1)] }
        process.standardInput = FileHandle.nullDevice
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let script { process.launch(through: script) }
        if let listener { process.hand(listener) }
        process.standardOutput = said.handle
        process.standardError = said.handle
        try process.launchHearingSignals()
        let service = Service(folder: folder, socket: served ?? socket, process: process, said: said)
        // Whoever holds the socket listens before the plugin does.
        let listens = await eventually {
            !process.isRunning || (served == nil ? UnixSocket.accepts(socket) : service.output.contains("listening"))
        }
        guard listens, process.isRunning else { throw TestFault("dockreeve did not start:\n\(service.output)") }
        // The socket for `dockreeve status` comes a moment later, or word that it can't be had.
        if !given.contains("--admin") {
            _ = await eventually {
                !process.isRunning || folder.exists("admin.sock") || service.output.contains("dockreeve status")
            }
        }
        return service
    }

    var isRunning: Bool { process.isRunning }
    var output: String { (try? said.text()) ?? "" }

    /// Asks on a connection of its own.
    func ask(_ call: Call) async throws -> PluginAnswer { try await ask(call.path, call.json) }

    func ask(_ path: String, _ body: [UInt8]) async throws -> PluginAnswer {
        try await onOwnThread { [socket] in
            let connection = try PluginSocket(socket)
            connection.post(path, body)
            return try connection.answer()
        }
    }

    /// What `dockreeve status` says.
    func status(_ options: String...) async throws -> Program {
        try await Program.runList(["status", "--admin", folder.path("admin.sock")] + options)
    }

    /// What `dockreeve status --json` says, decoded.
    func report() async throws -> StatusDocument {
        var answer = try await status("--json")
        // A machine that is busy enough lets the seconds pass that a request has.
        for _ in 0..<10 where answer.output.isEmpty { answer = try await status("--json") }
        guard !answer.output.isEmpty else { throw TestFault("\(answer)") }
        return try StatusDocument(answer.output)
    }

    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    /// Sends a signal and waits for the end.
    ///
    /// - Returns: The exit status, or the number of the signal that ended it.
    @discardableResult
    func stop(_ number: Int32 = SIGTERM) async throws -> Int32 {
        signal(number)
        guard await eventually({ [process] in !process.isRunning }) else {
            throw TestFault("dockreeve did not end:\n\(output)")
        }
        return process.terminationStatus
    }

    /// The audit log's records up to now.
    func records(_ name: String = "audit.jsonl") throws -> [AuditLine] { try AuditLine.all(in: folder.text(of: name)) }

    /// The most memory that it ever had, in MiB.
    func peakMemory() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        guard let kilobytes = line?.split(separator: " ").compactMap({ Int($0) }).first else {
            throw TestFault("/proc doesn't tell the memory: \(status)")
        }
        return kilobytes / 1024
    }
}
