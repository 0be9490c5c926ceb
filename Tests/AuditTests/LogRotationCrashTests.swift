import Foundation
import Testing

@testable import Audit

/// The states in which kill -9 can leave a rotation, put together by hand, and gone on from.
@Suite("A crash at each step of a rotation")
struct LogRotationCrashTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let files = FileManager.default

    init() throws {
        directory = try TemporaryDirectory()
        try files.createDirectory(atPath: directory.file("log"), withIntermediateDirectories: false)
        path = directory.file("log") + "/audit.jsonl"
    }

    private func options(signed: Bool) throws -> AuditLogOptions {
        var options = AuditLogOptions(keys: signed ? try AuditKeys(directory: directory.file("keys")) : nil)
        options.rotation = RotationOptions(size: 1 << 20)
        return options
    }

    /// Five records, a checkpoint among them where it is signed.
    private func begin(signed: Bool) throws -> UInt64 {
        let log = try AuditLog(path: path, options: try options(signed: signed))
        for number in 0..<3 { try log.append(entry("\(number)")) }
        try log.checkpoint()
        for number in 3..<5 { try log.append(entry("\(number)")) }
        defer { log.close() }
        return log.lastSequence
    }

    private func goOn(signed: Bool, after last: UInt64) throws {
        let log = try AuditLog(path: path, options: try options(signed: signed))
        #expect(try log.append(entry("after")) == last + 1)
        log.care.sync { log.tend() }
        log.packing.sync {}
        log.close()
        let report = try verified(directory.file("log"))
        #expect(report.isWhole && report.records == last + 1, "\(report.findings)")
        let names = try files.contentsOfDirectory(atPath: directory.file("log")).sorted()
        #expect(names.count == 2 && names.allSatisfy { !$0.hasPrefix(".") }, "\(names)")
    }

    @Test("the next file was made, and nothing renamed", arguments: [true, false])
    func nextMade(signed: Bool) throws {
        let last = try begin(signed: signed)
        try Data().write(to: URL(fileURLWithPath: LogFile.nextPath(of: path)))
        let log = try AuditLog(path: path, options: try options(signed: signed))
        _ = try log.withState { (state) throws(AuditError) in try state.rotate() }
        log.close()
        try goOn(signed: signed, after: last)
    }

    @Test("the file was set aside, and no other has its name yet", arguments: [true, false], [true, false])
    func setAside(signed: Bool, isCompressed: Bool) throws {
        let last = try begin(signed: signed)
        let name = RotatedName(log: path, last: last, time: .now())
        try files.moveItem(atPath: path, toPath: name.path)
        if isCompressed { try LogPacker(log: path).pack(name) }
        try goOn(signed: signed, after: last)
    }

    @Test("the next file has the name, and no record yet", arguments: [true, false])
    func nextEmpty(signed: Bool) throws {
        let last = try begin(signed: signed)
        try files.moveItem(atPath: path, toPath: RotatedName(log: path, last: last, time: .now()).path)
        try Data().write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        try goOn(signed: signed, after: last)
    }

    @Test("half a compressed file, of the second of two", arguments: [true, false])
    func halfCompressed(signed: Bool) throws {
        let last = try begin(signed: signed)
        try files.moveItem(atPath: path, toPath: RotatedName(log: path, last: last, time: .now()).path)
        try Data([0x1F, 0x8B, 8]).write(to: URL(fileURLWithPath: directory.file("log") + "/.audit.jsonl.part"))
        // Nobody reads it who reads the directory.
        let read = try LogFolder.files(directory.file("log"))
        #expect(read.count == 1 && read.allSatisfy { !$0.contains("/.") }, "\(read)")
        try goOn(signed: signed, after: last)
    }

    @Test("compressed, and the plain one not removed yet: read once, and then removed", arguments: [true, false])
    func bothThere(signed: Bool) throws {
        let last = try begin(signed: signed)
        let name = RotatedName(log: path, last: last, time: .now())
        try files.copyItem(atPath: path, toPath: name.path)
        try LogPacker(log: path).pack(name)
        try files.moveItem(atPath: path, toPath: name.path)
        #expect(try LogSet([directory.file("log")]).files == [name.path])
        #expect(try LogFolder.files(directory.file("log")) == [name.path])
        #expect(try verified(directory.file("log")).isWhole)
        try goOn(signed: signed, after: last)
        #expect(files.fileExists(atPath: name.compressed.path) && !files.fileExists(atPath: name.path))
    }

    @Test("retention was told and signed, and the files not removed yet: they go with the next look")
    func retentionTold() throws {
        var options = try options(signed: true)
        options.rotation = RotationOptions(size: 4096, keep: 1, compresses: false)
        let log = try AuditLog(path: path, options: options)
        var kept: [String: Data] = [:]
        for number in 0..<60 {
            try log.append(entry("\(number)"))
            log.care.sync {}
            for file in RotatedLogs.files(of: path) where kept[file.path] == nil {
                kept[file.path] = try? Data(contentsOf: URL(fileURLWithPath: file.path))
            }
            log.packing.sync {}
        }
        log.close()
        #expect(kept.count > 2)
        for (path, data) in kept { try data.write(to: URL(fileURLWithPath: path)) }
        #expect(try verified(directory.file("log")).isWhole)
        let next = try AuditLog(path: path, options: options)
        try next.append(entry())
        next.care.sync { next.tend() }
        next.packing.sync {}
        #expect(RotatedLogs.files(of: path).count == 1)
        let report = try verified(directory.file("log"))
        #expect(report.isWhole && report.firstSequence ?? 0 > 1, "\(report.findings)")
    }

    @Test(
        "logrotate has moved the file away, and the plugin died before it heard of it",
        arguments: [".1", "-20261128"]
    )
    func logrotate(ending: String) throws {
        let last = try begin(signed: true)
        try files.moveItem(atPath: path, toPath: path + ending)
        try Data().write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        try goOn(signed: true, after: last)
    }

    @Test("logrotate has compressed it, too")
    func logrotateCompressed() throws {
        let last = try begin(signed: false)
        let name = RotatedName(log: path, last: last, time: .now())
        try files.moveItem(atPath: path, toPath: name.path)
        try LogPacker(log: path).pack(name)
        try files.moveItem(atPath: name.compressed.path, toPath: path + ".1.gz")
        try goOn(signed: false, after: last)
    }

    @Test("killed before a checkpoint was kept: it is still the same log")
    func keepsItsID() throws {
        var options = try options(signed: true)
        options.checkpointRecords = 1
        for _ in 0..<3 {
            let log = try AuditLog(path: path, options: options)
            try log.append(entry())
            log.close()
        }
        let report = try verified(path, key: options.keys?.signing.verificationKey)
        #expect(report.isWhole && report.checkpoints == 3, "\(report.findings)")
    }
}
