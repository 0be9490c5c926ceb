import DockerAPI
import Foundation
import Policy
import TestSupport
import Testing

@testable import Audit

@Suite("Hostile text in records")
struct HostileTextTests {
    private let directory: TemporaryDirectory
    private let log: AuditLog

    init() throws {
        directory = try TemporaryDirectory()
        log = try AuditLog(path: directory.file())
    }

    private func record(_ wire: WireCall) throws {
        var reader = CallReader()
        reader.read(wire)
        var entry = AuditEntry()
        let decision = Decision.refused(.noPolicy, message: "x")
        entry.call(
            reader.call,
            decision,
            RecordContext(id: DecisionID(), policy: nil, groups: ["g\n"], microseconds: 1),
            Redactor()
        )
        try log.append(entry)
    }

    private func wire(method: [UInt8] = Array("GET".utf8), uri: [UInt8], user: [UInt8]) -> WireCall {
        var wire = WireCall()
        wire.setMethod(method.span)
        wire.setURI(uri.span)
        wire.setUser(user.span)
        wire.setAuthentication(user.span)
        return wire
    }

    @Test("control characters, quotes, line separators: one line, and read back as they were")
    func readBack() throws {
        let texts = [
            "a\nb", "a\r\nb", "\u{0}\u{1}\u{1B}[31mred\u{7F}", "\u{85}\u{9B}31m", "\u{2028}\u{2029}",
            "\"},{\"user\":\"root\"", "\\", "\\u0000",
            "\u{FEFF}x", "\u{202E}evil", "é\u{1F433}", "\u{10FFFF}", "</script>", "'; --",
        ]
        for text in texts { try record(wire(uri: Array("/info?x=1".utf8), user: Array(text.utf8))) }
        let records = try readRecords(directory.file())
        #expect(records.compactMap { $0["user"] as? String } == texts)
        #expect(records.compactMap { $0["auth"] as? String } == texts)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: directory.file()))
        #expect(bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == UInt8(ascii: "\n") })
        #expect(
            try !text(directory.file()).unicodeScalars.contains {
                (0x80...0x9F).contains($0.value) || $0.value == 0x2028
            }
        )
    }

    @Test("bytes that aren't UTF-8 become U+FFFD, and the line stays JSON")
    func invalidUTF8() throws {
        let sequences: [[UInt8]] = [
            [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0x80],
            [0xF0, 0x9F, 0x90],
        ]
        for bytes in sequences { try record(wire(uri: bytes, user: [UInt8(ascii: "a")] + bytes + [UInt8(ascii: "b")])) }
        for record in try readRecords(directory.file()) {
            let user = try #require(record["user"] as? String)
            #expect(user.hasPrefix("a\u{FFFD}") && user.hasSuffix("b"))
            #expect((record["raw_uri"] as? String)?.contains("\u{FFFD}") ?? false)
        }
    }

    @Test("a URI of a megabyte, plain and made of what needs escapes")
    func longURI() throws {
        let plain = "/info?x=" + String(repeating: "a", count: 1 << 20)
        let escaped = "/info/" + String(repeating: "\u{1}", count: 1 << 20)
        try record(wire(uri: Array(plain.utf8), user: []))
        try record(wire(uri: Array(escaped.utf8), user: []))
        try record(wire(uri: Array("/info".utf8), user: []))
        let records = try readRecords(directory.file())
        #expect(records.map(\.sequence) == [1, 2, 3])
        #expect(records.first?["uri"] as? String == plain)
        #expect(records[1]["raw_uri"] as? String == escaped)
        // And the next run finds its way back over them.
        log.close()
        #expect(try AuditLog(path: directory.file()).append(entry()) == 4)
    }

    @Test("random bytes anywhere: one JSON object a line", arguments: 0..<8 as Range<UInt64>)
    func random(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        func bytes() -> [UInt8] {
            (0..<Int.random(in: 0..<60, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? UInt8.random(in: 0...255, using: &generator) : UInt8.random(in: 32...126, using: &generator)
            }
        }
        for _ in 0..<250 { try record(wire(method: bytes(), uri: Array("/".utf8) + bytes(), user: bytes())) }
        #expect(try readRecords(directory.file()).map(\.sequence) == Array(1...250))
    }
}
