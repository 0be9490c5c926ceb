import Foundation

/// One connection that stays open, made by somebody else's TLS.
final class OpenSSLConnection {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(port: UInt16, authority: String) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-quiet", "-verify_return_error", "-CAfile",
            authority,
        ]
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Posts an empty body and reads one answer, whose body comes with its head.
    func call(_ path: String) throws -> String {
        try input.fileHandleForWriting.write(
            contentsOf: Data("POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".utf8)
        )
        var text = ""
        while !text.contains("\r\n\r\n{") || !text.hasSuffix("}") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { return text }
            text += String(decoding: more, as: UTF8.self)
        }
        return text
    }

    func close() {
        try? input.fileHandleForWriting.close()
        // It inherits the signals that this thread blocks: a gentle one would not reach it.
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
