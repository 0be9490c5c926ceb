import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("Parts of looking through logs")
struct ReviewPartsTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test(
        "text with stars",
        arguments: [
            ("alice", "alice", true), ("alice", "alic", false), ("alice", "alicex", false), ("", "", true),
            ("", "x", false), ("*", "", true), ("*", "anything", true), ("a*", "a", true), ("a*", "ba", false),
            ("*e", "alice", true), ("a*c*e", "alice", true), ("a*x*e", "alice", false), ("ab*ba", "aba", false),
            ("a**e", "alice", true), (#"\*"#, "*", true), (#"\*"#, "x", false), (#"\\"#, #"\"#, true),
            (#"\x"#, #"\x"#, true), (#"a\"#, #"a\"#, true), ("container.*", "container.create", true),
            ("container.*", "containerXcreate", false),
        ]
    )
    func globs(_ pattern: String, _ value: String, _ matches: Bool) {
        #expect(TextGlob(pattern).matches(Array(value.utf8).span) == matches, "\(pattern) \(value)")
    }

    @Test("what a record has to hold for a text")
    func needles() {
        func needle(_ pattern: String) -> String? {
            TextGlob(pattern).needle.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(needle("alice") == "\"alice\"" && needle("al*") == "\"al" && needle("*ice") == "ice\"")
        #expect(needle("a*middle*e") == "middle" && needle("") == nil && needle("*") == nil && needle("a*") == nil)
    }

    @Test(
        "moments as RFC 3339 writes them",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("1970-01-01T00:00:00.000001Z", 1), ("1969-12-31T23:59:59.5Z", -500_000),
            ("1970-01-01T01:00:00+01:00", 0), ("1969-12-31t23:30:00-00:30", 0),
            ("2024-02-29T00:00:00Z", 1_709_164_800_000_000), ("2016-12-31T23:59:60Z", 1_483_228_799_000_000),
            ("1970-01-01T00:00:00.1234567891Z", 123_456), ("2026-02-29T00:00:00Z", nil), ("2026-13-01T00:00:00Z", nil),
            ("2026-01-01T24:00:00Z", nil), ("2026-01-01T00:00:00", nil), ("2026-01-01T00:00:00.Z", nil),
            ("2026-01-01T00:00:00Zx", nil), ("2026-01-01T00:00:00+1:00", nil), ("2026-01-00T00:00:00Z", nil),
            ("", nil), ("2026-01-01T00:00:0xZ", nil), ("1900-02-29T00:00:00Z", nil),
        ] as [(String, Int64?)]
    )
    func moments(_ text: String, _ microseconds: Int64?) {
        #expect(Timestamp(text)?.microseconds == microseconds)
    }

    @Test("a written moment is read back")
    func momentsBothWays() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<5000 {
            let moment = Timestamp(microseconds: Int64(random.next() % 250_000_000_000_000_000))
            #expect(Timestamp(moment.description) == moment)
            #expect(
                Timestamp(Timestamp(microseconds: -moment.microseconds / 5).description)?.microseconds == -moment
                    .microseconds / 5
            )
        }
    }

    @Test("statuses")
    func statuses() {
        #expect(StatusRange("403")?.range == 403...403 && StatusRange("4xx")?.range == 400...499)
        #expect(StatusRange("400-404")?.range == 400...404)
        for text in ["", "4", "xx", "4x", "x04", "+12", "500-400", "1-2", "axx", "٤xx"] {
            #expect(StatusRange(text) == nil)
        }
    }

    @Test("lines out of pieces of any size")
    func splitter() {
        let text = Array("one\n\nthree\n".utf8) + [UInt8](repeating: 0x78, count: 50) + Array("\nfive\nsi".utf8)
        for size in 1...text.count {
            var splitter = LineSplitter(maximumLine: 20)
            var lines: [String] = []
            for start in stride(from: 0, to: text.count, by: size) {
                splitter.add(text[start..<min(start + size, text.count)]) { line in
                    switch line {
                    case .whole(let bytes): lines.append(String(decoding: bytes, as: UTF8.self))
                    case .tooLong: lines.append("too long")
                    }
                }
            }
            #expect(lines == ["one", "", "three", "too long", "five"], "\(size)")
            #expect(splitter.unfinished == Array("si".utf8))
        }
    }

    @Test("the last lines, whatever size they are read in")
    func lastLines() throws {
        let texts = (1...40).map { String(repeating: "\($0 % 10)", count: $0 * 7 % 23) + "|\($0)" }
        let path = directory.file("in")
        try Data((texts.joined(separator: "\n") + "\ntorn").utf8).write(to: URL(filePath: path))
        let handle = try #require(FileHandle(forReadingAtPath: path))
        let size = Int(try handle.seekToEnd())
        for chunk in [1, 2, 7, 64, 4096] {
            for wanted in [0, 1, 3, 39, 40, 100] {
                var last = LastLines(wanted, maximumLine: 1000)
                #expect(last.read(handle.fileDescriptor, size: size, chunk: chunk) { _ in true } == 0)
                #expect(
                    last.lines.map { String(decoding: $0, as: UTF8.self) } == Array(texts.suffix(wanted)),
                    "\(chunk) \(wanted)"
                )
                #expect(last.end == size - 4)
            }
            var even = LastLines(3, maximumLine: 1000)
            _ = even.read(handle.fileDescriptor, size: size, chunk: chunk) { $0.last == UInt8(ascii: "2") }
            #expect(even.lines.map { String(decoding: $0, as: UTF8.self) } == [texts[11], texts[21], texts[31]])
            var short = LastLines(100, maximumLine: 10)
            _ = short.read(handle.fileDescriptor, size: size, chunk: chunk) { _ in true }
            #expect(short.lines.map { String(decoding: $0, as: UTF8.self) } == texts.filter { $0.utf8.count <= 10 })
            #expect(short.tooLong == texts.count { $0.utf8.count > 10 })
        }
    }

    @Test("keys are counted, those that there is no room for as one")
    func keyTable() {
        var table = KeyTable(limit: 500)
        for round in 0..<3 {
            for key in 0..<(round == 2 ? 600 : 500) { table.add(Array("k\(key)".utf8)) }
        }
        var counts: [String: Int] = [:]
        table.forEach { counts[String(decoding: $0, as: UTF8.self)] = $1 }
        #expect(counts.count == 500 && counts.values.allSatisfy { $0 == 3 } && table.overflow == 100)
    }
}
