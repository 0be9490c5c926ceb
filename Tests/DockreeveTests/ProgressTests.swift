import Foundation
import TestSupport
import Testing

@testable import dockreeve

/// How far a long work is, on a terminal and only there.
@Suite struct ProgressTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test(arguments: [
        (0, 0, "0 B, 0 B/s"), (999, nil, "999 B, 499 B/s"),
        (250_000_000, 1_000_000_000, "250 MB of 1.0 GB (25%), 125 MB/s, 6 s left"),
        (1_000, 1_000, "1.0 kB of 1.0 kB (100%), 500 B/s"), (2_000, 1_000, "2.0 kB, 1.0 kB/s"),
        (100, 1_000_000, "100 B of 1.0 MB (0%), 50 B/s, 5 h 33 min left"),
        (1_000_000, 201_000_000, "1.0 MB of 201 MB (0%), 500 kB/s, 6 min 40 s left"),
        (Int.max, nil, "9.2 EB, 4.6 EB/s"),
    ])
    func lines(_ done: Int, _ total: Int?, _ text: String) {
        #expect(ProgressText.line(done: done, of: total, nanoseconds: 2_000_000_000) == text)
        #expect(!ProgressText.line(done: done, of: total, nanoseconds: 0).isEmpty)
    }

    @Test func sizesOfFiles() throws {
        let file = try folder.write("file", "12345")
        mkfifo(folder.path("pipe"), 0o600)
        #expect(FileSizes.total([file, file]) == 10 && FileSizes.total([]) == 0)
        #expect(
            FileSizes.total([file, folder.path("pipe")]) == nil && FileSizes.total([folder.path("missing")]) == nil
        )
    }

    @Test(arguments: [
        ["audit", "verify"], ["audit", "search", "--count"], ["audit", "search", "--count-by", "user"],
        ["audit", "search", "--user", "nobody"], ["audit", "report"], ["report", "--monitor"],
    ])
    func shownOnATerminalAndTakenAway(_ command: [String]) async throws {
        let pipe = try Feed(folder.path("pipe"))
        let terminal = try await Pseudoterminal.start(command + [pipe.path], environment: [:])
        // Each record that comes is an occasion to show how far it is.
        let isShown = await eventually {
            pipe.write(RecordLine().text)
            return terminal.text.contains("B/s")
        }
        #expect(isShown, "\(terminal.text)")
        pipe.end()
        _ = try await terminal.end()
        // The line is written over, and what it said is gone before the answer comes.
        let parts = terminal.text.components(separatedBy: "\r\u{1B}[K")
        #expect(parts.count >= 2 && parts.last?.contains("B/s") == false, "\(terminal.text)")
    }

    @Test func neverInAPipe() async throws {
        let pipe = try Feed(folder.path("pipe"))
        let result = try await onOwnThread {
            let process = Process()
            let said = try TemporaryFile()
            process.executableURL = URL(filePath: Program.path)
            process.arguments = ["audit", "search", "--count", pipe.path]
            process.standardOutput = said.handle
            process.standardError = said.handle
            try process.launchHearingSignals()
            // Longer than the patience of a terminal's line; nothing is claimed of how long that is.
            for _ in 0..<25 {
                pipe.write(RecordLine().text)
                usleep(50_000)
            }
            pipe.end()
            process.waitUntilExit()
            return try said.text()
        }
        #expect(result == "25\n")
    }
}
