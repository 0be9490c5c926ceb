import Foundation
import Synchronization
import Testing

@testable import Audit

@Suite("The log file")
struct AuditLogTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file()
    }

    private func append(_ texts: String...) throws {
        let log = try AuditLog(path: path)
        for text in texts { try log.append(entry(text)) }
    }

    @Test("records are numbered from 1, one line each, with their time in front")
    func numbered() throws {
        let before = Timestamp.now()
        let log = try AuditLog(path: path)
        #expect(log.lastSequence == 0)
        #expect(try log.append(entry("one")) == 1)
        #expect(try log.append(entry("two")) == 2)
        #expect(log.lastSequence == 2)
        let lines = try text(path).split(separator: "\n")
        #expect(lines.count == 2)
        let time = try #require(lines.first?.dropFirst(9).prefix(27))
        #expect(before.description <= time && time <= Timestamp.now().description)
        #expect(
            lines.first?.hasPrefix("{\"time\":\"\(time)\",\"seq\":1,\"phase\":\"stop\",\"reason\":\"one\",\"prev\":\"")
                == true
        )
    }

    @Test("the file is for its owner alone")
    func mode() throws {
        try append("x")
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect((attributes[.posixPermissions] as? Int).map { $0 & 0o077 } == 0)
    }

    @Test("numbers go on from the last record of an existing file, and its bytes stay")
    func continued() throws {
        try append("a", "b", "c")
        let before = try text(path)
        try append("d")
        #expect(try text(path).hasPrefix(before))
        #expect(try readRecords(path).map(\.sequence) == [1, 2, 3, 4])
    }

    @Test("a last record longer than the first look back is found")
    func longRecord() throws {
        for length in [65_000, 70_000, 300_000, 5_000_000] {
            try append(String(repeating: "é", count: length))
        }
        try append("end")
        #expect(try readRecords(path).map(\.sequence) == [1, 2, 3, 4, 5])
    }

    @Test("eight threads: every line whole, numbers without a gap, in the order of the lines")
    func threads() throws {
        let log = try AuditLog(path: path)
        let path = path
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for call in 0..<500 {
                let length = (call * 37 + thread) % 9000
                do { try log.append(entry("\(thread)-\(call)-" + String(repeating: "y", count: length))) } catch {
                    Issue.record("\(path): \(error)")
                }
            }
        }
        let records = try readRecords(path)
        #expect(records.map(\.sequence) == Array(1...4000))
        #expect(Set(records.compactMap(\.reason)).count == 4000)
        let times = records.compactMap { $0["time"] as? String }
        #expect(times == times.sorted())
    }

    @Test("a second writer is refused as long as the first one has the file")
    func exclusive() throws {
        let first = try AuditLog(path: path)
        let error = #expect(throws: AuditError.self) { try AuditLog(path: path) }
        #expect(error?.reason == .locked)
        #expect(error?.message.contains("`\(path)`") ?? false)
        first.close()
        let second = try AuditLog(path: path)
        #expect(try second.append(entry()) == 1)
    }

    @Test("a closed log takes no records")
    func closed() throws {
        let log = try AuditLog(path: path)
        try log.append(entry())
        log.close()
        let error = #expect(throws: AuditError.self) { try log.append(entry()) }
        #expect(error?.reason == .closed)
        #expect(throws: AuditError.self) { try log.reopen() }
        #expect(try readRecords(path).count == 1)
    }

    @Test("moved away and reopened: the numbers go on in a new file")
    func reopened() throws {
        let log = try AuditLog(path: path)
        try log.append(entry("a"))
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        try log.append(entry("b"))
        try log.reopen()
        try log.append(entry("c"))
        try log.reopen()
        try log.append(entry("d"))
        #expect(try readRecords(path + ".1").map(\.sequence) == [1, 2])
        #expect(try readRecords(path).map(\.sequence) == [3, 4])
        // The old file is let go, the new one is held.
        #expect(throws: Never.self) { try AuditLog(path: path + ".1") }
        #expect(throws: AuditError.self) { try AuditLog(path: path) }
    }

    @Test("a reopening that fails leaves the log with the file it has")
    func reopenFails() throws {
        let log = try AuditLog(path: path)
        try log.append(entry("a"))
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        let error = #expect(throws: AuditError.self) { try log.reopen() }
        #expect(error?.reason == .unopenable)
        #expect(try log.append(entry("b")) == 2)
        #expect(try readRecords(path + ".1").map(\.sequence) == [1, 2])
    }

    @Test("a log whose directory isn't there yet is opened once it is")
    func opensLater() throws {
        let later = directory.file("later")
        let clock = ManualClock()
        let log = AuditLog(unopened: later + "/audit.jsonl") { clock.reading }
        for _ in 0..<3 {
            let error = #expect(throws: AuditError.self) { try log.append(entry("lost")) }
            #expect(error?.reason == .unopenable)
            #expect(error?.help?.contains("`\(later)`") ?? false)
        }
        try FileManager.default.createDirectory(atPath: later, withIntermediateDirectories: false)
        #expect(throws: AuditError.self, "within the same second") { try log.append(entry("lost")) }
        clock.advance(seconds: 1)
        try log.append(entry("kept"))
        try log.append(entry("kept"))
        let records = try readRecords(later + "/audit.jsonl")
        #expect(records.map(\.sequence) == [1, 2, 3])
        #expect(records.first?.phase == "gap")
        #expect(records.first?.reason == "lost-records")
        #expect(records.first?["lost"] as? Int == 4)
        #expect(records.last?.reason == "kept")
    }

    @Test("whoever listens gets every byte of the file's records, whole lines at a time, and no torn one")
    func listener() throws {
        try append("a")
        let whole = try text(path)
        try FileManager.default.createDirectory(atPath: path + ".torn", withIntermediateDirectories: false)
        try Data((whole + "{\"time\":\"tor").utf8).write(to: URL(fileURLWithPath: path))
        let heard = Mutex<[[UInt8]]>([])
        var options = AuditLogOptions(keys: try AuditKeys(directory: directory.file("keys")))
        options.checkpointRecords = 1
        options.onRecords = { lines in
            let bytes = lines.withUnsafeBufferPointer { Array($0) }
            heard.withLock { $0.append(bytes) }
        }
        let log = try AuditLog(path: path, options: options)
        try log.append(entry("b"))
        try log.append(entry("c"))
        try log.checkpoint()
        let pieces = heard.withLock { $0 }
        #expect(
            try pieces.map { try readRecords(Data($0)).compactMap(\.phase) } == [
                ["gap", "stop", "checkpoint"], ["stop", "checkpoint"], ["checkpoint"],
            ]
        )
        #expect(try text(path) == whole + "{\"time\":\"tor\n" + String(decoding: pieces.joined(), as: UTF8.self))
    }
}
