import Foundation
import TestSupport
import Testing

@testable import Audit

@Suite("Lines looked at all at once")
struct SealedLinesTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    /// More than one block of lines, and more than one turn in each.
    private func log() throws -> [UInt8] {
        let log = try AuditLog(path: directory.file())
        for index in 0..<4000 { try log.append(entry(String(repeating: "record \(index) ", count: 1 + index % 150))) }
        log.close()
        return Array(try Data(contentsOf: URL(filePath: directory.file())))
    }

    private func oneByOne(_ path: String) throws -> ChainReport {
        var verifier = ChainVerifier()
        verifier.begin(file: path)
        var reader = LineReader(try InputFile(path), maximumLine: 64 << 20)
        while case .line(let range) = try reader.next() {
            verifier.read(reader.buffer.span.extracting(range), number: reader.number, isEnded: reader.isLineEnded)
        }
        return verifier.finish()
    }

    @Test("tell the same as one after the other, whatever was done to the log")
    func same() throws {
        let whole = try log()
        #expect(whole.count > 4 << 20)
        var random = SeededGenerator(seed: 4)
        for round in 0..<6 {
            var bytes = whole
            for _ in 0..<(round * 3) {
                let at = Int(random.next() % UInt64(bytes.count - 5000))
                switch random.next() % 3 {
                case 0: bytes[at] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.removeSubrange(at..<at + 3000)
                default: bytes.insert(contentsOf: bytes[at..<at + 3000], at: at)
                }
            }
            let path = directory.file("in")
            try Data(bytes.dropLast(round % 2)).write(to: URL(filePath: path))
            let (quick, slow) = (LogVerification([path], key: nil).report, try oneByOne(path))
            #expect(quick.findings == slow.findings && quick.findingCount == slow.findingCount, "round \(round)")
            #expect(quick.records == slow.records && quick.notes == slow.notes, "round \(round)")
            #expect(quick.isWhole == (round == 0))
        }
    }

    @Test("blocks hold the same lines as single steps, at any size")
    func blocks() throws {
        var random = SeededGenerator(seed: 8)
        for capacity in [1, 7, 64, 1000] {
            var text = ""
            for _ in 0..<200 { text += String(repeating: "x", count: Int(random.next() % 90)) + "\n" }
            text += capacity == 64 ? "" : "end"
            let path = directory.file("in")
            try Data(text.utf8).write(to: URL(filePath: path))
            var steps: [String] = []
            var single = LineReader(try InputFile(path), maximumLine: 70, capacity: capacity)
            reading: while true {
                switch try single.next() {
                case .end: break reading
                case .tooLong: steps.append("\(single.number) too long")
                case .line(let range): steps.append("\(single.number) \(single.buffer[range]) \(single.isLineEnded)")
                }
            }
            var blocks: [String] = []
            var lines: [Range<Int>] = []
            var reader = LineReader(try InputFile(path), maximumLine: 70, capacity: capacity)
            reading: while true {
                let first = reader.number + 1
                switch try reader.nextBlock(&lines) {
                case .end: break reading
                case .tooLong: blocks.append("\(reader.number) too long")
                case .lines:
                    for (index, range) in lines.enumerated() {
                        let isEnded = index < lines.count - 1 || reader.isLineEnded
                        blocks.append("\(first + index) \(reader.buffer[range]) \(isEnded)")
                    }
                }
            }
            #expect(blocks == steps, "capacity \(capacity)")
        }
    }

    @Test("what stands before the place where a compressed log is damaged is verified")
    func damaged() throws {
        let whole = try log()
        let plain = directory.file("in")
        try Data(whole).write(to: URL(filePath: plain))
        let gzip = Process()
        gzip.executableURL = URL(filePath: "/bin/gzip")
        gzip.arguments = ["-kf", plain]
        try gzip.run()
        gzip.waitUntilExit()
        var packed = try Data(contentsOf: URL(filePath: plain + ".gz"))
        packed.removeLast(packed.count / 3)
        try packed.write(to: URL(filePath: plain + ".gz"))
        let verification = LogVerification([plain + ".gz"], key: nil)
        #expect(verification.errors.count == 1)
        #expect(verification.report.records > 1000 && verification.report.findings.isEmpty)
    }
}
