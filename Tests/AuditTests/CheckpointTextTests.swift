import Foundation
import TestSupport
import Testing

@testable import Audit

/// Checkpoints in what others have kept of them.
@Suite struct CheckpointTextTests {
    private let directory: TemporaryDirectory
    private let line: String
    private let other: String

    init() throws {
        directory = try TemporaryDirectory()
        var options = AuditLogOptions(keys: try AuditKeys(directory: directory.file("keys")))
        options.checkpointRecords = 1
        let log = try AuditLog(path: directory.file(), options: options)
        try log.append(entry("one"))
        log.close()
        let lines = try text(directory.file()).split(separator: "\n").map(String.init)
        (other, line) = (lines[0], lines[1])
    }

    private func found(_ text: String) -> Checkpoint? {
        var reader = CheckpointText()
        return reader.checkpoint(in: Array(text.utf8).span)
    }

    private func json(_ members: [String: String]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
    }

    @Test func itIsFoundInEveryForm() throws {
        let read = Checkpoint(Array(line.utf8).span)
        let checkpoint = try #require(read)
        for text in [
            line, line + "\r", "  \(line)  ", "<86>1 2026-11-23T22:24:04.096857Z host dockreeve 7 checkpoint - \(line)",
            "Nov 23 22:24:04 host dockreeve[7]: \(line)", "MESSAGE=\(line)",
            "<86>1 t h dockreeve 7 checkpoint [dockreeve@32473 seq=\"2\"] \(line)",
            try json(["PRIORITY": "6", "MESSAGE": line]), try json(["a": "{}", "DOCKREEVE_RECORD": line]),
            try json(["message": "<86>1 t h dockreeve 7 - - \(line)"]),
        ] {
            #expect(found(text) == checkpoint, "\(text)")
        }
    }

    @Test func whatIsNoneIsPassedOver() throws {
        for text in [
            "", "{", "{\"time\":\"", other, "x \(other)", String(line.dropLast()),
            line.replacing("\"seq\":2", with: "\"seq\":3"),
            try json(["MESSAGE": String(line.dropFirst())]), "{\"MESSAGE\":5}",
            "{\"MESSAGE\":\"\\ud800{\\\"time\\\":\\\"\"}",
            String(repeating: "{\"time\":\"", count: 1000),
        ] {
            #expect(found(text) == nil, "\(text)")
        }
    }

    @Test func brokenBytesAreNeverMoreThanNone() throws {
        var random = SeededGenerator(seed: 3)
        let forms = [line, "x \(line)", try json(["MESSAGE": line])].map { Array($0.utf8) }
        var reader = CheckpointText()
        for _ in 0..<3000 {
            guard var bytes = forms.randomElement(using: &random) else { return }
            bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            bytes.removeLast(Int.random(in: 0..<3, using: &random))
            // One changed bit is found by hash and signature, unless it stands in front of the record.
            if let checkpoint = reader.checkpoint(in: bytes.span) { #expect(checkpoint.sequence == 2) }
        }
    }
}
