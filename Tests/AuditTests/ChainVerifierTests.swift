import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("Verifying the chain")
struct ChainVerifierTests {
    private let directory: TemporaryDirectory
    private let keys: AuditKeys
    private let lines: [String]

    /// 30 records and a checkpoint behind every five.
    init() throws {
        directory = try TemporaryDirectory()
        let keys = try AuditKeys(directory: directory.file("keys"))
        self.keys = keys
        lines = try Self.log(directory.file(), keys)
    }

    private static func log(_ path: String, _ keys: AuditKeys?) throws -> [String] {
        var options = AuditLogOptions(keys: keys)
        options.checkpointRecords = 5
        let log = try AuditLog(path: path, options: options)
        for index in 0..<30 { try log.append(entry("record \(index)")) }
        log.close()
        return try text(path).split(separator: "\n").map(String.init)
    }

    private func verify(
        _ files: [[String]],
        key: VerificationKey? = nil,
        checkpoints: [Checkpoint] = []
    ) -> ChainReport {
        var verifier = ChainVerifier(key: key, checkpoints: checkpoints)
        for (index, file) in files.enumerated() {
            verifier.begin(file: "f\(index)")
            for (number, line) in file.enumerated() {
                verifier.read(Array(line.utf8).span, number: number + 1, isEnded: true)
            }
        }
        return verifier.finish()
    }

    private func verify(_ lines: [String]) -> ChainReport { verify([lines], key: keys.signing.verificationKey) }

    private func checkpoint(_ line: String) throws -> Checkpoint {
        let read = Checkpoint(Array(line.utf8).span)
        return try #require(read)
    }

    /// The line with other words and a hash that fits them.
    private func rehashed(_ line: String, _ replace: (String) -> String, previous: HexDigest? = nil) throws -> String {
        let seal = ChainSeal.read(Array(line.utf8).span)
        let body = replace(String(line.dropLast(ChainSeal.length)))
        var bytes = Array(body.utf8)
        _ = ChainSeal.close(&bytes, from: 0, previous: try previous ?? #require(seal?.previous))
        return String(decoding: bytes, as: UTF8.self)
    }

    private func hash(_ line: String) throws -> HexDigest {
        let seal = ChainSeal.read(Array(line.utf8).span)
        return try #require(seal?.hash)
    }

    /// Writes all from an index on anew, as somebody without the signing key can.
    private func rechained(_ lines: [String], from index: Int, _ replace: (String) -> String) throws -> [String] {
        var lines = lines
        lines[index] = try rehashed(lines[index], replace)
        for at in index + 1..<lines.count {
            let previous = try hash(lines[at - 1])
            lines[at] = try rehashed(
                lines[at],
                { text in
                    // The head that a checkpoint tells is the hash before it.
                    guard let range = text.range(of: #""head":"[0-9a-f]{64}""#, options: .regularExpression) else {
                        return text
                    }
                    return text.replacingCharacters(in: range, with: "\"head\":\"\(previous)\"")
                },
                previous: previous
            )
        }
        return lines
    }

    @Test("a log as it was written is whole, in one file or in several")
    func whole() throws {
        try #require(lines.count == 36)
        for files in [[lines], [Array(lines[..<10]), Array(lines[10..<11]), Array(lines[11...])]] {
            let report = verify(files, key: keys.signing.verificationKey)
            #expect(report.isWhole && report.findings.isEmpty)
            #expect(report.records == 36 && report.checkpoints == 6 && report.lastSigned == 36)
            #expect(report.firstSequence == 1 && report.lastSequence == 36 && report.unsignedTail == 0)
        }
    }

    @Test("each edited record is named", arguments: [0, 1, 4, 5, 6, 20, 34, 35])
    func edited(_ index: Int) throws {
        var changed = lines
        changed[index] = changed[index].replacingOccurrences(of: "\"20", with: "\"19")
        let report = verify(changed)
        #expect(report.findings.map(\.kind) == [.edited])
        #expect(report.findings.first?.line == index + 1 && report.findings.first?.sequence == UInt64(index + 1))
    }

    @Test("an edited record whose hash was made to fit is named", arguments: [0, 1, 3, 20])
    func editedAndHashed(_ index: Int) throws {
        var changed = lines
        changed[index] = try rehashed(changed[index], { $0.replacingOccurrences(of: "record", with: "RECORD") })
        let report = verify(changed)
        #expect(report.findings.map(\.kind) == [.edited])
        #expect(report.findings.first?.line == index + 1)
    }

    @Test("any changed byte shows")
    func anyByte() throws {
        for index in [2, 5] {
            let line = Array(lines[index].utf8)
            for at in line.indices {
                var bytes = line
                bytes[at] ^= 1
                guard bytes[at] != 10 else { continue }
                var verifier = ChainVerifier(key: keys.signing.verificationKey)
                for (number, text) in lines.enumerated() {
                    let line = number == index ? bytes : Array(text.utf8)
                    verifier.read(line.span, number: number + 1, isEnded: true)
                }
                let report = verifier.finish()
                #expect(!report.isWhole, "byte \(at) of record \(index + 1)")
                #expect((report.findings.first?.line ?? 0) - index <= 2, "byte \(at): \(report.findings)")
            }
        }
    }

    @Test("deleted records are named: one, several, the first of a file", arguments: [[3], [3, 4, 5, 6], [7, 20]])
    func deleted(_ indices: [Int]) throws {
        let kept = lines.enumerated().filter { !indices.contains($0.offset) }.map(\.element)
        let report = verify(kept)
        #expect(report.findings.allSatisfy { $0.kind == .deleted })
        #expect(report.findings.first?.sequence == UInt64(indices[0] + 1))
        #expect(report.findings.count == (indices == [7, 20] ? 2 : 1))
    }

    @Test("a missing file isn't the same as deleted records")
    func missingFile() throws {
        let report = verify([Array(lines[..<10]), Array(lines[20...])], key: keys.signing.verificationKey)
        #expect(report.findings.map(\.kind) == [.missingFile])
        #expect(report.findings.first?.file == "f1" && report.findings.first?.sequence == 11)
    }

    @Test("records before the first that is there are only noted")
    func later() throws {
        let report = verify([Array(lines[10...])], key: keys.signing.verificationKey)
        #expect(report.isWhole && report.notes.count == 1)
        let pinned = try checkpoint(lines[5])
        #expect(verify([Array(lines[6...])], checkpoints: [pinned]).isWhole)
        var foreign = pinned
        foreign.hash = .zero
        #expect(verify([Array(lines[6...])], checkpoints: [foreign]).findings.map(\.kind) == [.rewritten])
    }

    @Test("inserted records: copies, made up ones, made up ones that link")
    func inserted() throws {
        var copy = lines
        copy.insert(lines[3], at: 10)
        let copied = verify(copy)
        #expect(copied.findings.map(\.kind) == [.inserted] && copied.findings.first?.line == 11)

        var doubled = lines
        doubled.insert(lines[3], at: 4)
        #expect(verify(doubled).findings.map(\.kind) == [.inserted])

        var linked = lines
        let forged = try rehashed(lines[10], { $0.replacingOccurrences(of: "record", with: "forged") })
        linked.insert(forged, at: 10)
        let report = verify(linked)
        #expect(report.findings.map(\.kind) == [.inserted])
        #expect(report.findings.first?.line == 11, "\(report.findings)")

        linked = lines
        linked.insert(forged, at: 11)
        let second = verify(linked)
        #expect(second.findings.map(\.kind) == [.inserted])
        #expect(second.findings.first?.line == 12, "\(second.findings)")
    }

    @Test("records that changed places")
    func reordered() throws {
        var swapped = lines
        swapped.swapAt(10, 11)
        #expect(verify(swapped).findings.map(\.kind) == [.reordered])
        var moved = lines
        moved.insert(moved.remove(at: 3), at: 20)
        let report = verify(moved)
        #expect(report.findings.map(\.kind) == [.reordered])
        #expect(report.findings.first?.sequence == 4)
    }

    @Test("a log that was cut at its end is whole by itself; a checkpoint that was kept shows it")
    func truncated() throws {
        let cut = Array(lines[..<20])
        #expect(verify(cut).isWhole)
        let report = verify([cut], key: keys.signing.verificationKey, checkpoints: [try checkpoint(lines[35])])
        #expect(report.findings.map(\.kind) == [.truncated])
    }

    @Test("all written anew from a record on: the next checkpoint doesn't fit", arguments: [0, 7, 20])
    func rewritten(_ index: Int) throws {
        let forged = try rechained(lines, from: index) { $0.replacingOccurrences(of: "record", with: "forged") }
        let report = verify(forged)
        #expect(Set(report.findings.map(\.kind)) == [.rewritten])
        let next = try #require(lines.indices.first { $0 > index && lines[$0].contains("checkpoint") })
        #expect(report.findings.first?.line == next + 1)
        #expect(verify([forged], checkpoints: [try checkpoint(lines[35])]).findings.contains { $0.kind == .rewritten })
    }

    @Test("without its checkpoints a log isn't signed, and with another's key it isn't this log")
    func keysDiffer() throws {
        let unsigned = try Self.log(directory.file("unsigned.jsonl"), nil)
        #expect(verify([unsigned]).isWhole)
        #expect(verify(unsigned).findings.map(\.kind) == [.unsigned])

        let other = try AuditKeys(directory: directory.file("other"))
        let foreign = try Self.log(directory.file("foreign.jsonl"), other)
        #expect(Set(verify(foreign).findings.map(\.kind)) == [.unknownKey])
        let mixed = verify([lines, foreign], key: keys.signing.verificationKey)
        #expect(mixed.findings.first?.kind == .foreign && mixed.findings.first?.file == "f1")
        let follows = verify([lines, foreign])
        #expect(Set(follows.findings.map(\.kind)) == [.foreign])
    }

    @Test("a key that took over is trusted from the first one on")
    func rotatedKey() throws {
        let path = directory.file("rotated.jsonl")
        let first = keys.signing.verificationKey
        let log = try AuditLog(
            path: path,
            options: AuditLogOptions(keys: try AuditKeys(directory: directory.file("r")))
        )
        try log.append(entry())
        let signed = try AuditKeys(directory: directory.file("r"))
        try signed.prepareNextKey()
        try log.rotateKey()
        try log.append(entry())
        try log.checkpoint()
        let all = try text(path).split(separator: "\n").map(String.init)
        let report = verify([all], key: signed.signing.verificationKey)
        #expect(report.isWhole && report.checkpoints == 2)
        #expect(verify([all], key: first).findings.first?.kind == .unknownKey)
        // Without the record in which the old key signs for the new one, the new one is a stranger.
        let forged = all.enumerated().filter { $0.offset != 1 }.map(\.element)
        #expect(verify([forged], key: signed.signing.verificationKey).findings.contains { $0.kind == .unknownKey })
    }

    @Test("lines that are no records are named, and the rest is read")
    func garbage() throws {
        for text in [
            "", "x", "{}", "\u{0}\u{0}", "{\"time\":\"2026\",\"seq\":4}", String(repeating: "[", count: 100_000),
        ] {
            var damaged = lines
            damaged.insert(text, at: 7)
            let report = verify(damaged)
            #expect(report.findings.map(\.kind) == [.notARecord])
            #expect(report.findings.first?.line == 8 && report.records == 36)
        }
        #expect(!verify([]).isWhole)
    }

    @Test("records of a version without a chain can't be put before the log's own")
    func forgedPast() throws {
        func older(_ number: Int) -> String { #"{"time":"2026-01-01T00:00:00Z","seq":\#(number),"phase":"request"}"# }
        for past in [[older(1)], [older(7)], [older(35), older(36)]] {
            #expect(verify(past + lines).findings.first?.kind == .inserted)
        }
        // An older version's file before the first one of the chain.
        #expect(verify([[older(1), older(2)], lines], key: keys.signing.verificationKey).isWhole)
        // The chain begins behind what an older version wrote, and nowhere else.
        var line = Array(#"{"time":"2026-01-01T00:00:00Z","seq":3,"phase":"request""#.utf8)
        _ = ChainSeal.close(&line, from: 0, previous: .zero)
        let next = String(decoding: line, as: UTF8.self)
        #expect(verify([[older(1), older(2), next]]).isWhole)
        #expect(!verify([[older(1), older(3), next]]).isWhole)
    }

    @Test("random damage never passes and never crashes", arguments: 0..<40)
    func random(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var damaged = lines
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let at = Int.random(in: 0..<damaged.count - 1, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: damaged.remove(at: at)
            case 1: damaged.insert(damaged[Int.random(in: 0..<damaged.count, using: &random)], at: at)
            case 2: damaged.swapAt(at, Int.random(in: 0..<damaged.count, using: &random))
            default:
                var bytes = Array(damaged[at].utf8)
                guard !bytes.isEmpty else { continue }
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 32...126, using: &random)
                damaged[at] = String(decoding: bytes, as: UTF8.self)
            }
        }
        let isPrefix = damaged == Array(lines.prefix(damaged.count))
        let report = verify([damaged], key: keys.signing.verificationKey, checkpoints: [try checkpoint(lines[35])])
        #expect(isPrefix && damaged.count == lines.count ? report.isWhole : !report.isWhole || damaged == lines)
    }
}
