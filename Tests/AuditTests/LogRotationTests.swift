import Foundation
import Glibc
import Synchronization
import Testing

@testable import Audit

@Suite("Files that the plugin sets aside")
struct LogRotationTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let keys: AuditKeys
    private let clock = ManualClock()

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.file("log"), withIntermediateDirectories: false)
        path = directory.file("log") + "/audit.jsonl"
        keys = try AuditKeys(directory: directory.file("keys"))
    }

    private func log(_ rotation: RotationOptions) -> AuditLog {
        var options = AuditLogOptions(keys: keys)
        options.rotation = rotation
        let clock = clock
        let log = AuditLog(unopened: path, options: options) { clock.reading }
        return log
    }

    private var aside: [RotatedName] { RotatedLogs.files(of: path) }

    /// Rotates, compresses and retires now, as the log's own threads do now and then.
    private func tend(_ log: AuditLog) {
        log.care.sync { log.tend() }
        log.packing.sync {}
    }

    /// Lets its threads end, so that no file is compressed or removed while it is read.
    private func settle(_ log: AuditLog) {
        log.close()
        log.care.sync {}
        log.packing.sync {}
    }

    private func expectWhole(_ records: Int? = nil) throws {
        let report = try verified(directory.file("log"), key: keys.signing.verificationKey)
        #expect(report.isWhole, "\(report.findings)")
        if let records { #expect(report.records == UInt64(records)) }
    }

    @Test("a file that is long enough is set aside; numbers and chain go on")
    func bySize() throws {
        let log = log(RotationOptions(size: 5000, compresses: false))
        for number in 0..<100 {
            try log.append(entry("\(number)"))
            log.care.sync {}
        }
        try log.checkpoint()
        #expect(aside.count > 3)
        for file in aside {
            let records = try readRecords(file.path)
            #expect(records.last?.sequence == Int(file.last))
            let size = try #require(FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int)
            #expect(size >= 5000 && size < 6000)
        }
        try expectWhole(101)
        let status = log.status
        #expect(status.rotates && status.rotations == aside.count && status.lastRotated == aside.last?.path)
    }

    @Test("a file that is old enough is set aside, an empty one never")
    func byAge() throws {
        let log = log(RotationOptions(age: 3600, compresses: false))
        tend(log)
        try log.append(entry("a"))
        clock.advance(seconds: 3599)
        tend(log)
        #expect(aside.isEmpty)
        clock.advance(seconds: 1)
        tend(log)
        #expect(aside.map(\.last) == [1])
        clock.advance(seconds: 10_000)
        tend(log)
        #expect(aside.count == 1)
        // The age of a file that was there before counts from its first record.
        try log.append(entry("b"))
        log.close()
        clock.advance(seconds: 3600)
        let next = self.log(RotationOptions(age: 3600, compresses: false))
        try next.append(entry("c"))
        tend(next)
        #expect(aside.map(\.last) == [1, 3])
        try next.checkpoint()
        try expectWhole()
    }

    @Test("a clock that jumps breaks nothing: names sort by the records")
    func jumpingClock() throws {
        let log = log(RotationOptions(age: 60, compresses: true))
        for jump in [61, -100_000, 61, 400_000_000, -400_000_000, 61, 61, -61, 61] as [Int64] {
            try log.append(entry("\(jump)"))
            clock.advance(seconds: jump)
            tend(log)
        }
        try log.checkpoint()
        #expect(aside.count >= 5)
        #expect(aside.map(\.path) == aside.map(\.path).sorted())
        try expectWhole(10)
        #expect(try LogFolder.files(directory.file("log")) == aside.map(\.path) + [path])
    }

    @Test("what was set aside is compressed, with the mode and the time of the original, and can be read as before")
    func compressed() throws {
        let log = log(RotationOptions(size: 4096))
        try log.append(entry("0"))
        chmod(path, 0o640)
        for number in 1..<60 {
            try log.append(entry("\(number)"))
            log.care.sync {}
        }
        try log.checkpoint()
        tend(log)
        #expect(aside.count >= 3 && aside.allSatisfy(\.isCompressed))
        for name in aside.map(\.path) + [path] {
            let attributes = try FileManager.default.attributesOfItem(atPath: name)
            #expect(attributes[.posixPermissions] as? Int == 0o640, "\(name)")
        }
        let zipped = try Data(contentsOf: URL(fileURLWithPath: aside[0].path))
        #expect(zipped.starts(with: [0x1F, 0x8B]) && zipped.count < 4096)
        try expectWhole(61)
        var search = try RecordSearch(aside[0].path, RecordFilter())
        #expect(try search.next() != nil)
        // One that has just been compressed is still found under the name that it had.
        #expect(LogVerification([aside[0].plain.path], key: nil).errors.isEmpty)
        let leftovers = try FileManager.default.contentsOfDirectory(atPath: directory.file("log"))
        #expect(leftovers.allSatisfy { !$0.hasPrefix(".") }, "\(leftovers)")
    }

    @Test("retention removes whole files, the oldest first, and says so under a signature")
    func retention() throws {
        let log = log(RotationOptions(size: 4096, keep: 2))
        for number in 0..<80 {
            try log.append(entry("\(number)"))
            log.care.sync {}
            log.packing.sync {}
        }
        tend(log)
        #expect(aside.count == 2)
        let report = try verified(directory.file("log"), key: keys.signing.verificationKey)
        #expect(report.isWhole, "\(report.findings)")
        let first = try #require(report.firstSequence)
        #expect(first > 10)
        #expect(report.notes.contains { $0.contains("records 1 to \(first - 1) were removed by the log's retention") })
        #expect(log.status.retired > 0)

        // One more that is gone is not what the log said.
        let oldest = aside[0]
        try FileManager.default.removeItem(atPath: oldest.path)
        let missing = try verified(directory.file("log"), key: keys.signing.verificationKey)
        #expect(missing.findings.map(\.kind) == [.missingFile])
        #expect(missing.findings.first?.message.contains("only those up to \(first - 1)") == true)
    }

    @Test("retention by age goes by the time of setting aside, and not by a clock that has just jumped")
    func retentionByAge() throws {
        let log = log(RotationOptions(age: 60, keepFor: 1000, compresses: false))
        for _ in 0..<3 {
            try log.append(entry())
            clock.advance(seconds: 61)
            tend(log)
        }
        try log.append(entry())
        #expect(aside.count == 3)
        // The host's own clock says that no time has passed.
        clock.advance(seconds: 4_000_000)
        tend(log)
        #expect(aside.count == 4)
        #expect(log.status.retired == 0)
        let files = aside
        func count(_ seconds: Int64, trusted: Bool = true) -> Int {
            let now = Timestamp(microseconds: files[1].time.microseconds + seconds * 1_000_000)
            return LogRetention(RotationOptions(keepFor: 1000), now: now, isClockTrusted: trusted).count(files)
        }
        let counts: [Int] = [count(0), count(999), count(1001), count(1100)]
        #expect(counts == [0, 1, 2, 3] as [Int])
        #expect(count(1100, trusted: false) == 0 && count(-5000) == 0)
    }

    @Test("nothing is removed that doesn't fit to what stays")
    func unfitting() throws {
        let log = log(RotationOptions(size: 4096, compresses: false))
        for number in 0..<60 {
            try log.append(entry("\(number)"))
            log.care.sync {}
        }
        log.close()
        let files = aside
        #expect(files.count >= 3)
        try FileManager.default.removeItem(atPath: files[1].path)
        let next = self.log(RotationOptions(size: 4096, keep: 1, compresses: false))
        try next.append(entry())
        tend(next)
        #expect(aside.first?.path == files[0].path)
        #expect(next.status.rotationError?.contains("doesn't go on where") == true)
    }

    @Test("a name that is taken, a folder that takes none: the log goes on in its file, and tells")
    func unrotatable() throws {
        let log = log(RotationOptions(size: 4096, compresses: false))
        for _ in 0..<5 { try log.append(entry()) }
        let name = RotatedName(log: path, last: 6, time: clock.reading).path
        try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: false)
        try log.append(entry(String(repeating: "x", count: 5000)))
        log.care.sync {}
        #expect(aside.map(\.last) == [6])
        #expect(log.status.rotationError?.contains("is there already") == true && log.status.rotations == 0)
        try log.append(entry("goes on"))
        #expect(try readRecords(path).count == 7)
        try FileManager.default.removeItem(atPath: name)
        tend(log)
        #expect(aside.map(\.last) == [7] && log.status.rotationError == nil)
    }

    @Test("fsync: records wait for the file that they are in, set aside or not")
    func rotationAndSync() async throws {
        var options = AuditLogOptions(keys: keys)
        options.durability = .fsync
        options.rotation = RotationOptions(size: 4096, keep: 3)
        let log = try AuditLog(path: path, options: options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<300 {
                guard case .pending(let record) = try log.submit(entry("\(number)")) else { continue }
                group.addTask { try await record.kept() }
            }
            try await group.waitForAll()
        }
        #expect(log.status.failure == nil && log.status.pending == 0)
        try log.checkpoint()
        settle(log)
        try expectWhole()
    }

    @Test("eight threads, a rotation every few records, compression and retention beside them")
    func threads() throws {
        let log = log(RotationOptions(size: 4096, keep: 4))
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for number in 0..<100 { _ = try? log.append(entry("\(thread) \(number)")) }
        }
        try log.checkpoint()
        settle(log)
        try expectWhole()
        #expect(log.status.lost == 0)
    }
}
