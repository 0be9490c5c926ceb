import Foundation
import Testing

@testable import Audit

@Suite("Damage to the log file")
struct LogDamageTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file()
    }

    private func write(_ bytes: some Sequence<UInt8>) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    private func threeRecords() throws -> [UInt8] {
        let log = try AuditLog(path: path)
        for text in ["one", "twö \u{1F433}", "three"] { try log.append(entry(text)) }
        log.close()
        return Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    @Test("cut anywhere, the log goes on after its last whole record and tells what was torn")
    func everyLength() throws {
        let whole = try threeRecords()
        let ends = whole.indices.filter { whole[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        for length in 0...whole.count {
            try? FileManager.default.removeItem(atPath: path + ".torn")
            try write(whole[..<length])
            let log = try AuditLog(path: path)
            try log.append(entry("after"))
            log.close()

            let kept = ends.last { $0 <= length } ?? 0
            let records = ends.filter { $0 <= length }.count
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
            #expect(Array(bytes[..<kept]) == Array(whole[..<kept]), "cut at \(length)")
            let read = try readRecords(path)
            #expect(read.compactMap(\.sequence) == Array(1...read.count), "cut at \(length)")
            #expect(read.last?.reason == "after")
            if kept == length {
                #expect(read.count == records + 1)
                #expect(!FileManager.default.fileExists(atPath: path + ".torn"))
                continue
            }
            #expect(read.count == records + 2)
            let gap = try #require(read.dropLast().last)
            #expect(gap.phase == "gap" && gap.reason == "torn-record")
            #expect(gap["bytes"] as? Int == length - kept)
            #expect(gap["file"] as? String == path + ".torn")
            let torn = Array(try Data(contentsOf: URL(fileURLWithPath: path + ".torn")))
            #expect(torn == Array(whole[kept..<length]) + [UInt8(ascii: "\n")], "cut at \(length)")
        }
    }

    @Test("zeros after the last record, as a crash can leave them, are set aside")
    func zeros() throws {
        let whole = try threeRecords()
        for zeros in [1, 511, 4096, 200_000] {
            try write(whole + [UInt8](repeating: 0, count: zeros))
            let log = try AuditLog(path: path)
            #expect(try log.append(entry("after")) == 5)
            log.close()
            #expect(try readRecords(path).count == 5)
        }
    }

    @Test("a file of zeros only is a log whose first record never arrived")
    func onlyZeros() throws {
        try write([UInt8](repeating: 0, count: 300))
        let log = try AuditLog(path: path)
        #expect(try log.append(entry()) == 2)
        #expect(try readRecords(path).first?["bytes"] as? Int == 300)
    }

    @Test("lines that aren't records after the last one are set aside")
    func garbageLines() throws {
        let whole = try threeRecords()
        let garbage = Array("hello\n{\"seq\":77}\n{\"time\":\"x\",\"seq\":99,\"phase\":\"stop\"\n\n\u{0}{}\n".utf8)
        try write(whole + garbage)
        let log = try AuditLog(path: path)
        #expect(try log.append(entry("after")) == 5)
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: path + ".torn"))) == garbage + [UInt8(ascii: "\n")])
    }

    @Test(
        "another program's file is refused and not touched",
        arguments: [
            "root:x:0:0:root:/root:/bin/bash\n", "no line feed at all", "{\"time\":\"x\"}\n", "{}\n\n\n", "\n",
            "{\"time\":\"a\",\"seq\":0,\"phase\":\"stop\"}\n", "{\"time\":\"a\",\"seq\":-1,\"phase\":\"stop\"}\n",
            "{\"time\":\"a\",\"seq\":1.5,\"phase\":\"stop\"}\n",
            "{\"time\":\"a\",\"seq\":9007199254740993,\"phase\":\"stop\"}\n",
            "{\"time\":\"a\",\"seq\":\"1\",\"phase\":\"stop\"}\n",
            "{\"time\":\"a\",\"seq\":1,\"seq\":2,\"phase\":\"stop\"}\n",
            "[{\"time\":\"a\",\"seq\":1,\"phase\":\"stop\"}]\n", "{\"time\":\"a\",\"seq\":1,\"phase\":\"stop\"} x\n",
            "{\"a\":{\"time\":\"a\",\"seq\":1,\"phase\":\"stop\"}}\n",
        ]
    )
    func foreign(text: String) throws {
        try write(text.utf8)
        let error = #expect(throws: AuditError.self) { try AuditLog(path: path) }
        #expect(error?.reason == .foreign)
        #expect(error?.message.contains("`\(path)`") ?? false)
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: path))) == Array(text.utf8))
        #expect(!FileManager.default.fileExists(atPath: path + ".torn"))
    }

    @Test("the highest number is the last one")
    func numbersUsedUp() throws {
        try write("{\"time\":\"a\",\"seq\":9007199254740990,\"phase\":\"stop\"}\n".utf8)
        let log = try AuditLog(path: path)
        #expect(try log.append(entry()) == 9_007_199_254_740_991)
        let error = #expect(throws: AuditError.self) { try log.append(entry()) }
        #expect(error?.reason == .unwritable)
        #expect(try readRecords(path).count == 2)
    }

    @Test("where the torn bytes can't be set aside they stay, on a line of their own")
    func cannotSetAside() throws {
        let whole = try threeRecords()
        try write(whole + Array("{\"time\":\"tor".utf8))
        try FileManager.default.createDirectory(atPath: path + ".torn", withIntermediateDirectories: false)
        let log = try AuditLog(path: path)
        try log.append(entry("after"))
        let lines = try text(path).split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines[3] == "{\"time\":\"tor")
        let records = try lines[4...].map { try #require(try readRecords(Data(($0 + "\n").utf8)).first) }
        #expect(records.map(\.sequence) == [4, 5])
        #expect(records.first?.reason == "torn-record")
        #expect(records.first?["file"] == nil)
        log.close()
        // And the next run starts from there.
        #expect(try AuditLog(path: path).append(entry()) == 6)
    }

    @Test("a link put in place of the set-aside file isn't followed")
    func tornLink() throws {
        let whole = try threeRecords()
        try write(whole + [UInt8(ascii: "{")])
        let victim = directory.file("victim")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(atPath: path + ".torn", withDestinationPath: victim)
        try AuditLog(path: path).append(entry())
        #expect(try text(victim) == "precious")
    }

    @Test("a file that is removed under the writer comes back within a second, and the log tells")
    func removed() throws {
        let clock = ManualClock()
        let log = AuditLog(unopened: path) { clock.reading }
        try log.append(entry("a"))
        try FileManager.default.removeItem(atPath: path)
        clock.advance(seconds: 1)
        try log.append(entry("b"))
        let records = try readRecords(path)
        #expect(records.map(\.sequence) == [2, 3])
        #expect(records.first?.reason == "log-removed")
    }

    @Test("a removed file that can't come back is an error each time, not a record in the void")
    func removedForGood() throws {
        let inner = directory.file("inner")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        let clock = ManualClock()
        let log = AuditLog(unopened: inner + "/audit.jsonl") { clock.reading }
        try log.append(entry("a"))
        try FileManager.default.removeItem(atPath: inner)
        clock.advance(seconds: 1)
        for _ in 0..<3 { #expect(throws: AuditError.self) { try log.append(entry("lost")) } }
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        clock.advance(seconds: -3600)
        try log.append(entry("b"))
        let records = try readRecords(inner + "/audit.jsonl")
        #expect(records.compactMap(\.reason) == ["log-removed", "lost-records", "b"])
        #expect(records.map(\.sequence) == [2, 3, 4])
    }

    @Test("a file that was made shorter is told")
    func shrunk() throws {
        let clock = ManualClock()
        let log = AuditLog(unopened: path) { clock.reading }
        for text in ["a", "b", "c"] { try log.append(entry(text)) }
        let size = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
        #expect(truncate(path, 0) == 0)
        clock.advance(seconds: 1)
        try log.append(entry("d"))
        let records = try readRecords(path)
        #expect(records.map(\.sequence) == [4, 5])
        #expect(records.first?.reason == "log-shrunk")
        #expect(records.first?["expected_bytes"] as? Int == size)
        #expect(records.first?["found_bytes"] as? Int == 0)
    }

    @Test("logrotate's copytruncate is told, and the chain goes on from the copy")
    func copyTruncate() throws {
        let clock = ManualClock()
        let log = AuditLog(unopened: path) { clock.reading }
        for text in ["a", "b", "c"] { try log.append(entry(text)) }
        try FileManager.default.copyItem(atPath: path, toPath: path + ".1")
        #expect(truncate(path, 0) == 0)
        clock.advance(seconds: 1)
        try log.append(entry("d"))
        log.close()
        #expect(try readRecords(path).compactMap(\.reason) == ["log-shrunk", "d"])
        let report = try verified(path + ".1", path)
        #expect(report.isWhole && report.records == 5, "\(report.findings)")
    }

    @Test("an edited copy put in the file's place is told, and the chain doesn't vouch for it")
    func replaced() throws {
        let clock = ManualClock()
        let log = AuditLog(unopened: path) { clock.reading }
        for text in ["a", "b", "c"] { try log.append(entry(text)) }
        let edited = try text(path).replacingOccurrences(of: "\"b\"", with: "\"x\"")
        let copy = directory.file("copy")
        try Data(edited.utf8).write(to: URL(fileURLWithPath: copy))
        #expect(rename(copy, path) == 0)
        clock.advance(seconds: 1)
        try log.append(entry("d"))
        #expect(try readRecords(path).compactMap(\.reason) == ["a", "x", "c", "log-removed", "d"])
        #expect(try verified(path).findings.map(\.kind) == [.edited])
    }
}
