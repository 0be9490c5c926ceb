import Foundation
import TestSupport

/// `openssl s_server` as a syslog server over TLS that asks for a certificate; what it gets, it prints.
final class TLSReceiver {
    let port: Int
    let authorities: String
    let clientCertificate: String
    let clientKey: String
    private let process: Process
    private let said: TemporaryFile
    /// It ends with its input.
    private let input = Pipe()

    init(in folder: TemporaryFolder) async throws {
        let authority = folder.path("tls")
        for arguments in [["ca"], ["server", "127.0.0.1"], ["client", "dockreeve"]] {
            try await Self.make([authority] + arguments)
        }
        authorities = "\(authority)/server/ca.pem"
        clientCertificate = "\(authority)/clients/dockreeve/cert.pem"
        clientKey = "\(authority)/clients/dockreeve/key.pem"
        process = Process()
        said = try TemporaryFile()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-cert", "\(authority)/server/cert.pem", "-key",
            "\(authority)/server/key.pem", "-CAfile", authorities, "-Verify", "2", "-verify_return_error",
        ]
        process.standardInput = input
        process.standardOutput = said.handle
        process.standardError = said.handle
        try process.launchHearingSignals()
        let text = said
        _ = try await eventually { try text.text().contains("ACCEPT") }
        let output = try said.text()
        guard let match = output.firstMatch(of: /ACCEPT \S*:(\d+)/), let port = Int(match.output.1) else {
            process.terminate()
            throw TestFault("openssl doesn't tell its port: \(output)")
        }
        self.port = port
    }

    deinit { process.terminate() }

    var output: String { (try? said.text()) ?? "" }

    private static func make(_ arguments: [String]) async throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "examples/tls/make-certs")
        let process = Process()
        process.executableURL = script
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        let errors = try TemporaryFile()
        process.standardError = errors.handle
        try process.launchHearingSignals()
        guard await eventually({ !process.isRunning }), process.terminationStatus == 0 else {
            throw TestFault("no certificates: \(try errors.text())")
        }
    }
}
