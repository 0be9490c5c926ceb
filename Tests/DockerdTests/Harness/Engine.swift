import Foundation
import TestSupport
import Testing

/// A real dockerd that asks the plugin, shared by all tests: they run one after the other and each brings its own policy.
final class Engine: Sendable {
    /// The engine of the running suite.
    @TaskLocal static var running: Engine?

    static var current: Engine {
        get throws {
            guard let running else { throw TestFault("this test belongs into the suite RealDockerd") }
            return running
        }
    }

    static let image = "busybox:test"
    static let tcp = "tcp://127.0.0.1:2376"

    let sandbox: Sandbox
    /// The socket of dockerd, as seen from outside of the sandbox.
    var socket: String { sandbox.path("run/docker.sock") }

    private init(sandbox: Sandbox) {
        self.sandbox = sandbox
    }

    /// Starts everything, hands it over, and takes everything away again.
    static func with(_ body: @Sendable (Engine) async throws -> Void) async throws {
        if let missing = Requirement.missing { throw TestFault(missing) }
        let sandbox = try await Sandbox.open()
        do {
            let engine = Engine(sandbox: sandbox)
            try await engine.start()
            try await body(engine)
        } catch {
            await sandbox.close()
            throw error
        }
        await sandbox.close()
    }

    private func start() async throws {
        try await makeCertificates()
        // dockerd starts only when the plugin is there.
        let plugin = try await startPlugin(Policies.everything)
        try await sandbox.manage("dockerd", ["--host", Self.tcp])
        try await sandbox.manage("image", [Self.image])
        try await plugin.stop()
    }

    /// As examples/tls/README.md tells it, and dockerd reads the example's daemon.json.
    private func makeCertificates() async throws {
        let authority = sandbox.path("certs")
        for arguments in [
            ["ca"], ["server", "127.0.0.1", "localhost"], ["client", "alice"], ["client", "bob", "Visitors"],
        ] {
            let command = try await Command.run([Checkout.certificates, authority] + arguments)
            guard command.succeeded else { throw TestFault("\(command)") }
        }
        let files = FileManager.default
        try files.copyItem(atPath: Checkout.daemonConfiguration, toPath: sandbox.path("etc/daemon.json"))
        try files.copyItem(atPath: sandbox.path("certs/server"), toPath: sandbox.path("etc/tls"))
    }

    /// Puts rule files into a fresh policy directory and starts the plugin on it.
    func startPlugin(_ rules: String) async throws -> Plugin {
        let directory = "policies-\(UUID().uuidString.prefix(8))"
        try sandbox.write(rules, to: "\(directory)/rules.yaml")
        return try await startPlugin(directory: sandbox.path(directory))
    }

    func startPlugin(directory: String) async throws -> Plugin {
        let audit = "audit-\(UUID().uuidString.prefix(8)).jsonl"
        return try await Plugin.start(in: sandbox, policies: directory, audit: audit)
    }

    /// Runs `body` while the plugin serves these rules.
    func with<Result: Sendable>(
        _ rules: String,
        _ body: @Sendable (Plugin) async throws -> Result
    ) async throws -> Result {
        try await with(try await startPlugin(rules), body)
    }

    func with<Result: Sendable>(
        _ plugin: Plugin,
        _ body: @Sendable (Plugin) async throws -> Result
    ) async throws -> Result {
        do {
            let result = try await body(plugin)
            try await plugin.stop()
            return result
        } catch {
            try await plugin.stop()
            throw error
        }
    }

    /// The docker command line as somebody on the host, or as a person with a client certificate.
    func docker(_ arguments: String..., as person: String? = nil) async throws -> Command {
        try await docker(arguments, as: person)
    }

    func docker(_ arguments: [String], as person: String? = nil) async throws -> Command {
        var environment: [String: String] = [:]
        if let person {
            environment["DOCKER_HOST"] = Self.tcp
            environment["DOCKER_TLS_VERIFY"] = "1"
            environment["DOCKER_CERT_PATH"] = sandbox.path("certs/clients/\(person)")
        }
        return try await sandbox.run(["docker"] + arguments, environment: environment)
    }

    /// Sends a raw call to the local socket.
    func send(_ call: RawCall) async throws -> RawAnswer { try await call.send(to: socket) }

    /// Sends a raw call over TLS as a person.
    func send(_ call: RawCall, as person: String) async throws -> RawAnswer {
        let certificates = sandbox.path("certs/clients/\(person)")
        let command = try await sandbox.run(
            ["openssl", "s_client", "-connect", "127.0.0.1:2376", "-quiet", "-verify_return_error"]
                + ["-CAfile", "\(certificates)/ca.pem", "-cert", "\(certificates)/cert.pem"]
                + ["-key", "\(certificates)/key.pem"],
            input: call.bytes
        )
        return try RawAnswer(parsing: Array(command.output.utf8))
    }
}
