import Crypto
import Foundation
import Testing

@testable import Audit

@Suite("The chain")
struct ChainTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file()
    }

    /// The lines, each checked against the one before with nothing but SHA-256 and the text.
    private func checkedLines(_ path: String, after first: String = HexDigest.zero.description) throws -> [String] {
        var previous = first
        let lines = try text(path).split(separator: "\n").map(String.init)
        for line in lines {
            let parts = line.components(separatedBy: ",\"hash\":\"")
            try #require(parts.count == 2)
            #expect(parts[0].hasSuffix(",\"prev\":\"\(previous)\""))
            previous = SHA256.hash(data: Data(parts[0].utf8)).map { String(format: "%02x", $0) }.joined()
            #expect(parts[1] == "\(previous)\"}")
        }
        return lines
    }

    private func keys() throws -> AuditKeys { try AuditKeys(directory: directory.file("keys")) }

    @Test("each record has the hash of the one before, over its very bytes, and the chain survives restarts")
    func chained() throws {
        for run in 0..<3 {
            let log = try AuditLog(path: path)
            for index in 0..<5 { try log.append(entry("run \(run) record \(index) \"é\u{1F600}\"")) }
        }
        #expect(try checkedLines(path).count == 15)
    }

    @Test("a rotated log's next file goes on where the last one ended")
    func rotated() throws {
        let log = try AuditLog(path: path)
        for _ in 0..<3 { try log.append(entry()) }
        try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
        try log.reopen()
        try log.append(entry())
        let last = try #require(try checkedLines(path + ".1").last)
        let seal = ChainSeal.read(Array(last.utf8).span)
        let hash = try #require(seal?.hash)
        #expect(try checkedLines(path, after: hash.description).count == 1)
        #expect(try readRecords(path).map(\.sequence) == [4])
    }

    @Test("gap records are links of the chain too")
    func gaps() throws {
        try AuditLog(path: path).append(entry())
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data("{\"time\":\"20".utf8))
        try handle.close()
        try AuditLog(path: path).append(entry())
        #expect(try checkedLines(path).count == 3)
        #expect(try readRecords(path).map(\.phase) == ["stop", "gap", "stop"])
    }

    @Test("a log of a version without a chain is gone on with")
    func older() throws {
        try Data("{\"time\":\"2026-11-23T21:41:07.123456Z\",\"seq\":7,\"phase\":\"stop\"}\n".utf8)
            .write(to: URL(fileURLWithPath: path))
        chmod(path, 0o600)
        try AuditLog(path: path).append(entry())
        let lines = try text(path).split(separator: "\n")
        let seal = ChainSeal.read(Array(lines[1].utf8).span)
        #expect(seal?.previous == .zero)
        #expect(try readRecords(path).map(\.sequence) == [7, 8])
    }

    @Test("checkpoints come after so many records, when asked for, and openssl finds their signatures valid")
    func checkpoints() throws {
        let keys = try keys()
        var options = AuditLogOptions(keys: keys)
        options.checkpointRecords = 3
        let log = try AuditLog(path: path, options: options)
        for _ in 0..<7 { try log.append(entry()) }
        try log.checkpoint()
        try log.checkpoint()
        let lines = try checkedLines(path)
        let records = try readRecords(path)
        #expect(records.map(\.phase).map { $0 == "checkpoint" ? "c" : "r" }.joined() == "rrrcrrrcrcc")
        var logs: Set<String> = []
        for line in lines where line.contains("\"phase\":\"checkpoint\"") {
            let read = Checkpoint(Array(line.utf8).span)
            let checkpoint = try #require(read)
            #expect(checkpoint.hasValidSignature)
            #expect(try opensslVerifies(checkpoint))
            logs.insert(checkpoint.log)
        }
        #expect(logs.count == 1)
    }

    private func opensslVerifies(_ checkpoint: Checkpoint) throws -> Bool {
        let statement = directory.file("statement")
        let signature = directory.file("signature")
        try Data(checkpoint.statement).write(to: URL(fileURLWithPath: statement))
        try Data(checkpoint.signature).write(to: URL(fileURLWithPath: signature))
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", directory.file("keys/signing.pub.pem"),
            "-in", statement, "-sigfile", signature,
        ]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    @Test("a checkpoint with any bit changed is none")
    func changedCheckpoint() throws {
        let log = try AuditLog(path: path, options: AuditLogOptions(keys: try keys()))
        try log.append(entry())
        try log.checkpoint()
        let line = Array(try #require(try checkedLines(path).last).utf8)
        let whole = Checkpoint(line.span)
        try #require(whole?.hasValidSignature == true)
        for index in line.indices {
            for bit in [UInt8(1), 0x20] {
                var changed = line
                changed[index] ^= bit
                let read = Checkpoint(changed.span)
                #expect(read?.hasValidSignature != true, "byte \(index)")
            }
        }
    }

    @Test("the log keeps its id, and a file that was emptied or cut while nobody ran shows")
    func cut() throws {
        let options = AuditLogOptions(keys: try keys())
        let first = try AuditLog(path: path, options: options)
        for _ in 0..<5 { try first.append(entry()) }
        try first.checkpoint()
        first.close()
        let whole = try text(path)
        let kept = whole.split(separator: "\n").prefix(3).joined(separator: "\n") + "\n"
        try Data(kept.utf8).write(to: URL(fileURLWithPath: path))
        let second = try AuditLog(path: path, options: options)
        try second.append(entry())
        second.close()
        let records = try readRecords(path)
        #expect(records.map(\.sequence) == [1, 2, 3, 7, 8])
        #expect(records[3].reason == "log-cut")
        #expect(records[3]["expected_seq"] as? Int == 6)

        // Moved away as logrotate does it: nothing is wrong, the chain goes on in the new file.
        try FileManager.default.removeItem(atPath: path)
        let third = try AuditLog(path: path, options: options)
        try third.append(entry())
        #expect(try readRecords(path).map(\.sequence) == [7])
        try third.checkpoint()
        let ids = [whole, try text(path)].flatMap { $0.split(separator: "\n") }
            .compactMap { Checkpoint(Array($0.utf8).span)?.log }
        #expect(Set(ids).count == 1 && ids.count == 2)
    }

    @Test("a prepared key takes over, and the one before signs for it")
    func rotation() throws {
        let keys = try keys()
        let log = try AuditLog(path: path, options: AuditLogOptions(keys: keys))
        try log.append(entry())
        try log.rotateKey()
        #expect(try readRecords(path).count == 1)
        let next = try keys.prepareNextKey()
        try log.rotateKey()
        try log.checkpoint()
        let checkpoints = try checkedLines(path).compactMap { Checkpoint(Array($0.utf8).span) }
        try #require(checkpoints.count == 2)
        #expect(checkpoints[0].key == keys.signing.verificationKey && checkpoints[0].nextKey == next)
        #expect(checkpoints[1].key == next && checkpoints[1].nextKey == nil)
        #expect(checkpoints.filter(\.hasValidSignature).count == 2)
        #expect(try AuditKeys(directory: keys.directory).signing.verificationKey == next)
        #expect(!FileManager.default.fileExists(atPath: keys.path(AuditKeys.nextFile)))
    }
}
