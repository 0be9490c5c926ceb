import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

@testable import Audit

@Suite("How safe a record is when its call is answered")
struct LogDurabilityTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file()
    }

    private func options(_ durability: Durability) -> AuditLogOptions {
        var options = AuditLogOptions()
        options.durability = durability
        return options
    }

    private final class Count: Sendable {
        let number = Mutex(0)
    }

    /// A disk that takes its time, and counts.
    private final class SlowDisk: Sendable {
        let syncs = Mutex(0)
        private let gate = DispatchSemaphore(value: 0)
        let answer: @Sendable (Int) -> Int32

        init(_ answer: @escaping @Sendable (Int) -> Int32 = { _ in 0 }) { self.answer = answer }

        func open(_ times: Int = 1) { for _ in 0..<times { gate.signal() } }

        func sync(_ descriptor: Int32) -> Int32 {
            gate.wait()
            let number = syncs.withLock { count in
                count += 1
                return count
            }
            let code = FileSync.data(descriptor)
            return code == 0 ? answer(number) : code
        }
    }

    @Test("write: the kernel has the record when submit returns")
    func write() throws {
        let log = try AuditLog(path: path, options: options(.write))
        for number in 1...3 {
            guard case .kept = try log.submit(entry("\(number)")) else { throw Unexpected() }
            #expect(try readRecords(path).count == number)
        }
        #expect(log.status.lastSequence == 3 && log.status.durability == .write && log.status.failure == nil)
    }

    private struct Unexpected: Error {}

    @Test("fsync: nobody goes on before the disk has the record, and those who wait share one sync")
    func groupCommit() async throws {
        let disk = SlowDisk()
        var options = options(.fsync)
        options.synchronize = { disk.sync($0) }
        let log = try AuditLog(path: path, options: options)
        let done = Count()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<50 {
                let submission = try log.submit(entry("\(number)"))
                group.addTask {
                    try await submission.kept()
                    done.number.withLock { $0 += 1 }
                }
            }
            // The kernel has them all, the disk none.
            #expect(try readRecords(path).count == 50)
            #expect(done.number.withLock { $0 } == 0)
            disk.open(2)
            try await group.waitForAll()
        }
        #expect(done.number.withLock { $0 } == 50)
        // One for the first, one for all that came while it was under way.
        #expect(disk.syncs.withLock { $0 } <= 2)
        disk.open(8)
        #expect(try verified(path).isWhole)
        #expect(eventually { log.status.pending == 0 })
    }

    @Test("fsync: a disk that refuses is an error for all that waited, told in the log, and over with the next sync")
    func refusingDisk() async throws {
        let disk = SlowDisk { $0 == 1 ? EIO : 0 }
        disk.open(100)
        let events = Mutex<[LogNews]>([])
        var options = options(.fsync)
        options.synchronize = { disk.sync($0) }
        options.onEvent = { event in events.withLock { $0.append(event) } }
        let log = try AuditLog(path: path, options: options)
        let first = try log.submit(entry("a"))
        let error = await #expect(throws: AuditError.self) { try await first.kept() }
        #expect(error?.code == EIO && error?.message.contains("`\(path)`") == true)
        #expect(log.status.failure?.error == error?.message && log.status.lost == 1)
        try await log.submit(entry("b")).kept()
        #expect(log.status.failure == nil)
        let records = try readRecords(path)
        #expect(records.compactMap(\.reason) == ["a", "not-on-disk", "b"])
        #expect(records[1]["first_seq"] as? Int == 1 && records[1]["last_seq"] as? Int == 1)
        #expect(eventually { events.withLock { $0.count } == 2 })
        #expect(events.withLock { $0.last } == .recovered(lost: 1))
        #expect(try verified(path).isWhole)
    }

    @Test("fsync: a file that is exchanged for another one is brought to the disk all the same")
    func exchanged() async throws {
        let disk = SlowDisk()
        let nodes = Mutex<Set<UInt64>>([])
        var options = options(.fsync)
        options.synchronize = { descriptor in
            var status = stat()
            fstat(descriptor, &status)
            nodes.withLock { _ = $0.insert(UInt64(status.st_ino)) }
            return disk.sync(descriptor)
        }
        disk.open(100)
        let log = try AuditLog(path: path, options: options)
        try log.append(entry("a"))
        #expect(rename(path, path + ".1") == 0)
        try log.reopen()
        try await log.submit(entry("b")).kept()
        let found = try [path, path + ".1"].map { path in
            try #require(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? UInt64)
        }
        #expect(nodes.withLock { $0 } == Set(found))
    }

    @Test("async: all that was submitted is written, in its order, with the time at which it came")
    func queued() throws {
        let log = try AuditLog(path: path, options: options(.async))
        for number in 0..<500 {
            guard case .kept = try log.submit(entry("\(number)")) else { throw Unexpected() }
        }
        try log.append(entry("last"))
        #expect(try readRecords(path).compactMap(\.reason) == (0..<500).map(String.init) + ["last"])
        for number in 0..<100 { _ = try log.submit(entry("\(number)")) }
        log.close()
        #expect(try readRecords(path).count == 601)
        let report = try verified(path)
        #expect(report.isWhole && report.records == 601)
    }

    @Test("async: what can't be written waits; what finds no room is an error, and told in the log")
    func fullQueue() throws {
        let later = directory.file("later")
        let file = later + "/audit.jsonl"
        var options = options(.async)
        options.queueLimit = 2000
        options.onFailure = .proceed
        let log = AuditLog(unopened: file, options: options)
        let text = String(repeating: "x", count: 300)
        var (taken, refused) = (0, 0)
        for _ in 0..<20 {
            do throws(AuditError) {
                _ = try log.submit(entry(text))
                taken += 1
            } catch {
                #expect(error.reason == .overloaded)
                refused += 1
            }
        }
        #expect(taken >= 5 && refused > 0)
        #expect(eventually { log.status.failure != nil })
        #expect(eventually { log.status.pending == taken })
        try FileManager.default.createDirectory(atPath: later, withIntermediateDirectories: false)
        // It tries again by itself.
        #expect(eventually { log.status.pending == 0 && log.status.failure == nil })
        let records = try readRecords(file)
        #expect(records.count == taken + 1)
        let gap = try #require(records.first { $0.phase == "gap" })
        #expect(gap["lost"] as? Int == refused && gap["on_failure"] as? String == "continue")
        #expect(try verified(file).isWhole)
    }

    @Test("async: checkpoints are among the queued records", arguments: [1, 7])
    func queuedCheckpoints(each: UInt64) throws {
        var options = options(.async)
        options.keys = try AuditKeys(directory: directory.file("keys"))
        options.checkpointRecords = each
        let log = try AuditLog(path: path, options: options)
        for number in 0..<50 { _ = try log.submit(entry("\(number)")) }
        try log.checkpoint()
        let report = try verified(path, key: options.keys?.signing.verificationKey)
        #expect(report.isWhole && report.checkpoints >= 50 / each && report.unsignedTail == 0)
    }
}

extension Submission {
    fileprivate func kept() async throws {
        if case .pending(let record) = self { try await record.kept() }
    }
}
