import Foundation
import Glibc
import Testing

@testable import Audit

@Suite("Disks that don't take records", .serialized)
struct LogFailureTests {
    private static let cannotMount: Comment = "needs root: a tmpfs can't be mounted here"

    /// A text that makes a record of more than a page.
    private let long = String(repeating: "z", count: 6000)

    private func fill(_ log: AuditLog) throws -> (kept: Int, error: AuditError) {
        for kept in 0..<10_000 {
            do { try log.append(entry(long)) } catch { return (kept, error) }
        }
        throw Unfillable()
    }

    private func failure(_ work: () throws(AuditError) -> Void) -> Int32? {
        do {
            try work()
            return nil
        } catch { return error.code }
    }

    private struct Unfillable: Error {}

    @Test(
        "a full disk: the error says so, nothing of the record stays, and it goes on when there is room",
        .enabled(if: MountedDirectory.isPossible, cannotMount)
    )
    func fullDisk() throws {
        let disk = try MountedDirectory(kibibytes: 256)
        try Data(repeating: 1, count: 64 << 10).write(to: URL(fileURLWithPath: disk.file("ballast")))
        let log = try AuditLog(path: disk.file())
        let (kept, error) = try fill(log)
        #expect(kept > 5)
        #expect(error.reason == .unwritable && error.code == ENOSPC)
        #expect(error.message.contains("`\(disk.file())`") && error.message.contains("No space left on device"))
        #expect(try readRecords(disk.file()).count == kept)
        #expect(throws: AuditError.self) { try log.append(entry(long)) }

        try FileManager.default.removeItem(atPath: disk.file("ballast"))
        try log.append(entry("room again"))
        let records = try readRecords(disk.file())
        #expect(records.compactMap(\.sequence) == Array(1...kept + 2))
        let gap = try #require(records.dropLast().last)
        #expect(gap.phase == "gap" && gap.reason == "lost-records")
        #expect(gap["lost"] as? Int == 2)
        #expect((gap["error"] as? String)?.contains("No space left") ?? false)
        #expect(gap["since"] as? String ?? "" >= records[kept - 1]["time"] as? String ?? "z")
    }

    @Test(
        "a full disk at the start: no record, and no torn one either",
        .enabled(if: MountedDirectory.isPossible, cannotMount)
    )
    func fullFromTheStart() throws {
        let disk = try MountedDirectory(kibibytes: 64)
        let log = try AuditLog(path: disk.file())
        let ballast = open(disk.file("ballast"), O_WRONLY | O_CREAT, 0o600)
        while write(ballast, [UInt8](repeating: 1, count: 4096), 4096) > 0 {}
        close(ballast)
        let error = #expect(throws: AuditError.self) { try log.append(entry()) }
        #expect(error?.code == ENOSPC)
        #expect(try readRecords(disk.file()).isEmpty)
    }

    @Test(
        "a full disk with torn bytes in the log: they stay until there is room",
        .enabled(if: MountedDirectory.isPossible, cannotMount)
    )
    func fullAndTorn() throws {
        let disk = try MountedDirectory(kibibytes: 64)
        do {
            let log = try AuditLog(path: disk.file())
            try log.append(entry())
        }
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: disk.file()))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"time\":\"2".utf8))
        try handle.close()
        let ballast = open(disk.file("ballast"), O_WRONLY | O_CREAT, 0o600)
        while write(ballast, [UInt8](repeating: 1, count: 4096), 4096) > 0 {}
        close(ballast)
        let log = try AuditLog(path: disk.file())
        #expect(throws: AuditError.self) { try log.append(entry(long)) }
        try FileManager.default.removeItem(atPath: disk.file("ballast"))
        try log.append(entry("after"))
        let lines = try text(disk.file()).split(separator: "\n")
        #expect(lines.contains("{\"time\":\"2"))
        #expect(lines.last?.contains("\"seq\":4,") ?? false)
        #expect(lines.filter { $0.contains("\"phase\":\"gap\"") }.count == 2)
    }

    @Test("a read-only file system: not opened, and named", .enabled(if: MountedDirectory.isPossible, cannotMount))
    func readOnly() throws {
        let disk = try MountedDirectory(kibibytes: 64)
        try AuditLog(path: disk.file()).append(entry())
        try disk.setReadOnly(true)
        let error = #expect(throws: AuditError.self) { try AuditLog(path: disk.file()) }
        #expect(error?.reason == .unopenable && error?.code == EROFS)
        #expect(error?.message.contains("Read-only file system") ?? false)
        try disk.setReadOnly(false)
        #expect(try AuditLog(path: disk.file()).append(entry()) == 2)
    }

    @Test("the process's size limit is an error, not the end of the process, and the beginning of the line is cut off")
    func sizeLimit() throws {
        let directory = try TemporaryDirectory()
        let log = try AuditLog(path: directory.file())
        try log.append(entry("a"))
        var before = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) == 0)
        // Far above what any test beside this one writes.
        let limit: Int = 1 << 33
        let length = try #require(FileManager.default.attributesOfItem(atPath: directory.file())[.size] as? Int)
        #expect(truncate(directory.file(), limit - 100) == 0)
        var lowered = rlimit(rlim_cur: UInt(limit), rlim_max: before.rlim_max)
        #expect(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &lowered) == 0)
        defer { _ = setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) }
        let error = #expect(throws: AuditError.self) { try log.append(entry(long)) }
        #expect(error?.code == EFBIG)
        #expect(try FileManager.default.attributesOfItem(atPath: directory.file())[.size] as? Int == limit - 100)
        #expect(truncate(directory.file(), length) == 0)
        #expect(try log.append(entry("b")) == 3)
    }

    @Test("a stream whose reader is gone is an error, not the end of the process")
    func brokenPipe() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        FileSignals.ignore()
        var file = LogFile(path: "/dev/stdout", descriptor: ends[1], isStream: true, identity: FileIdentity(stat()))
        try file.append(Array("one\n".utf8))
        close(ends[0])
        let code = failure { () throws(AuditError) in try file.append(Array("two\n".utf8)) }
        #expect(code == EPIPE)
    }

    @Test("a stream that takes only a part: the next line begins on its own")
    func shortStream() throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        defer { close(ends[0]) }
        #expect(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0)
        var file = LogFile(path: "/dev/stdout", descriptor: ends[1], isStream: true, identity: FileIdentity(stat()))
        let code = failure { () throws(AuditError) in
            try file.append([UInt8](repeating: UInt8(ascii: "x"), count: 1 << 21))
        }
        #expect(code == EAGAIN)
        let isTorn = file.endsTorn
        #expect(isTorn)
        var drained = [UInt8](repeating: 0, count: 1 << 21)
        #expect(read(ends[0], &drained, drained.count) > 0)
        try file.append(Array("\nwhole\n".utf8))
        let isTornStill = file.endsTorn
        #expect(!isTornStill)
    }
}
