import Foundation
import TestSupport

/// Certificates made by openssl in a folder of their own.
final class Certificates: Sendable {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func path(_ name: String) -> String { folder.path(name) }
    func pem(_ name: String) throws -> String { try folder.text(of: name) }

    /// A certificate that signs itself, `NAME.pem`.
    ///
    /// - Parameters:
    ///   - subject: As openssl writes it, `/CN=alice/OU=a`.
    ///   - names: The subject alternative name, `DNS:a,email:b`; nothing for none.
    @discardableResult
    func make(
        _ name: String,
        subject: String,
        names: String? = nil,
        serial: String = "1",
        more: [String] = []
    ) async throws -> String {
        var arguments = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        arguments += ["-days", "2", "-set_serial", serial, "-subj", subject, "-utf8"]
        arguments += ["-keyout", path("\(name).key"), "-out", path("\(name).pem")]
        if let names { arguments += ["-addext", "subjectAltName=\(names)"] }
        _ = try await openssl(arguments + more)
        return try pem("\(name).pem")
    }

    /// What openssl says.
    func openssl(_ arguments: [String]) async throws -> String {
        try await onOwnThread {
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["openssl"] + arguments
            let files = try (0..<2).map { _ in try TemporaryFile() }
            defer { for file in files { file.close() } }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = files[0].handle
            process.standardError = files[1].handle
            try process.launchHearingSignals()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else {
                throw TestFault("openssl \(arguments.joined(separator: " ")): \(try files[1].text())")
            }
            return try files[0].text()
        }
    }
}
