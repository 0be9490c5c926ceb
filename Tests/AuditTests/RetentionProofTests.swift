import Foundation
import Testing

@testable import Audit

@Suite("A log whose oldest files are gone")
struct RetentionProofTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let keys: AuditKeys

    init() throws {
        directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.file("log"), withIntermediateDirectories: false)
        path = directory.file("log") + "/audit.jsonl"
        keys = try AuditKeys(directory: directory.file("keys"))
    }

    /// Three files of three records and a checkpoint each, and a fourth of one.
    private func fourFiles(signed: Bool = true) throws -> [RotatedName] {
        let log = try AuditLog(path: path, options: AuditLogOptions(keys: signed ? keys : nil))
        for number in 1...9 {
            try log.append(entry("\(number)"))
            guard number % 3 == 0 else { continue }
            try log.checkpoint()
            _ = try log.withState { (state) throws(AuditError) in try state.rotate() }
        }
        try log.append(entry("10"))
        log.close()
        return RotatedLogs.files(of: path)
    }

    private func state(_ files: ArraySlice<RotatedName>, hash: HexDigest? = nil, signed: Bool) throws {
        let next = try #require(RotatedLogs.firstRecord(in: RotatedLogs.files(of: path)[files.count].path))
        let retired = RetiredFiles(
            log: path,
            files: Array(files),
            last: try #require(files.last).last,
            hash: hash ?? next.previous
        )
        var entry = AuditEntry()
        entry.retention(retired)
        let log = try AuditLog(path: path, options: AuditLogOptions(keys: signed ? keys : nil))
        try log.withState { (state) throws(AuditError) in try state.appendSigned(entry.members) }
        log.close()
    }

    private func report() throws -> ChainReport {
        try verified(directory.file("log"), key: keys.signing.verificationKey)
    }

    @Test("removed by retention, as a signed record says: the log is whole")
    func stated() throws {
        let files = try fourFiles()
        try state(files[..<2], signed: true)
        #expect(try report().isWhole, "while they are still there")
        try FileManager.default.removeItem(atPath: files[0].path)
        #expect(try report().isWhole, "while one is still there")
        try FileManager.default.removeItem(atPath: files[1].path)
        let report = try report()
        #expect(report.isWhole && report.firstSequence == 9, "\(report.findings)")
        #expect(report.notes.contains { $0.hasPrefix("records 1 to 8 were removed by the log's retention") })
    }

    @Test("removed by somebody else, who has no key: a statement of his own doesn't help him")
    func forged() throws {
        let files = try fourFiles()
        try state(files[..<2], signed: false)
        for file in files[..<2] { try FileManager.default.removeItem(atPath: file.path) }
        let report = try report()
        #expect(report.findings.map(\.kind) == [.missingFile])
        #expect(report.findings.first?.message.contains("not vouched for by a checkpoint") == true)
    }

    @Test("more is gone than the statement says")
    func tooMuch() throws {
        let files = try fourFiles()
        try state(files[..<1], signed: true)
        for file in files[..<2] { try FileManager.default.removeItem(atPath: file.path) }
        let report = try report()
        #expect(report.findings.map(\.kind) == [.missingFile])
        #expect(report.findings.first?.message.contains("records 5 to 8 are missing") == true)
    }

    @Test("what stays doesn't follow what was removed")
    func otherHash() throws {
        let files = try fourFiles()
        try state(files[..<1], hash: .zero, signed: true)
        try FileManager.default.removeItem(atPath: files[0].path)
        #expect(try report().findings.map(\.kind) == [.rewritten])
    }

    @Test("a log without keys has its own word, one without a statement a note")
    func unsigned() throws {
        let files = try fourFiles(signed: false)
        try FileManager.default.removeItem(atPath: files[0].path)
        let before = try verified(directory.file("log"))
        #expect(before.isWhole && before.notes.contains { $0.contains("what was before it isn't here") })
        let rest = RotatedLogs.files(of: path)
        try state(rest[..<1], signed: false)
        try FileManager.default.removeItem(atPath: rest[0].path)
        let after = try verified(directory.file("log"))
        #expect(after.isWhole && after.notes.contains { $0.contains("were removed by the log's retention") })
    }
}
