import Foundation
import TestSupport
import Testing

/// `dockreeve audit tail`.
@Suite struct AuditTailCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func theLastOnes() async throws {
        let lines = (0..<40).map { RecordLine(user: $0 % 2 == 0 ? "alice" : "bob", more: ["seq": $0]).text }
        let file = try folder.write("audit.jsonl", lines.joined())
        #expect(try await Program.run("audit", "tail", "--json", file).output == lines.suffix(10).joined())
        let bob = try await Program.run("audit", "tail", "-n", "2", "--user", "bob", "--json", file)
        #expect(bob.output == lines[37] + lines[39])
        #expect(try await Program.run("audit", "tail", "-n", "0", file).output.isEmpty)
        let input = try await Program.run("audit", "tail", "-n", "3", "--json", "-", input: lines.joined())
        #expect(input.output == lines.suffix(3).joined(), "\(input)")
        let missing = try await Program.run("audit", "tail", folder.path("missing"))
        #expect(missing.status == 2 && missing.errors.contains("No such file"), "\(missing)")
        let mistake = try await Program.run("audit", "tail", "-f", "-")
        #expect(mistake.status == 2)
    }

    @Test func followsAcrossRotation() async throws {
        let (second, third, fifth) = (Self.line(2), Self.line(3), Self.line(5))
        let all = second + third + Self.line(4) + fifth
        let file = try folder.write("audit.jsonl", Self.line(1) + second)
        let said = try TemporaryFile()
        let complaints = try TemporaryFile()
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["audit", "tail", "-f", "-n", "1", "--json", file]
        process.standardOutput = said.handle
        process.standardError = complaints.handle
        try process.launchHearingSignals()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        #expect(await eventually { (try? said.text()) == second })
        try append(third)
        #expect(await eventually { (try? said.text()) == second + third })
        try append(Self.line(4))
        try folder.move("audit.jsonl", to: "audit.jsonl.1")
        #expect(await eventually { (try? complaints.text())?.contains("is gone") == true })
        try folder.write("audit.jsonl", fifth)
        #expect(await eventually { (try? said.text()) == all })
        kill(process.processIdentifier, SIGTERM)
        process.waitUntilExit()
    }

    private static func line(_ number: Int) -> String { RecordLine(more: ["seq": number]).text }

    @Test func followsUntilNobodyReads() async throws {
        let file = try folder.write("audit.jsonl", RecordLine().text)
        let ended = try await onOwnThread {
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "'\(Program.path)' audit tail -f '\(file)' | head -n 1"]
            process.standardOutput = FileHandle.nullDevice
            try process.launchHearingSignals()
            let deadline = Date(timeIntervalSinceNow: 20)
            while process.isRunning, deadline.timeIntervalSinceNow > 0 { usleep(5000) }
            defer { if process.isRunning { process.terminate() } }
            return !process.isRunning
        }
        #expect(ended)
    }

    private func append(_ text: String) throws {
        let handle = try #require(FileHandle(forWritingAtPath: folder.path("audit.jsonl")))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }
}
