import FuzzLogs
import FuzzSupport

@testable import Audit

/// The input says how a signed log is written, and what somebody without its key does to it then: what a verified
/// checkpoint vouches for is what was written, and without a key the chain is whole when a slow check says so.
@main struct ChainTarget: FuzzTarget {
    private let key = SigningKey()
    private let otherKey = SigningKey()

    mutating func check(_ input: UnsafeBufferPointer<UInt8>) {
        var steps = Steps(input)
        let log = SignedLog(key, &steps)
        let other = SignedLog(otherKey, &steps)
        checkUntouched(log)
        var lines = log.lines
        for _ in 0..<(1 + steps.number(below: 6)) { LogForgery.change(&lines, with: other.lines, &steps) }
        checkUnsigned(lines, log)
        checkSigned(lines, log, [])
        if let last = log.checkpoints.last { checkSigned(lines, log, [last]) }
    }

    private func verify(_ lines: [LogLine], isKeyKnown: Bool, _ checkpoints: [Checkpoint] = []) -> ChainReport {
        var verifier = ChainVerifier(key: isKeyKnown ? key.verificationKey : nil, checkpoints: checkpoints)
        verifier.begin(file: "log")
        for (index, line) in lines.enumerated() {
            verifier.read(line.bytes.span, number: index + 1, isEnded: line.isEnded)
        }
        return verifier.finish()
    }

    private func checkUntouched(_ log: SignedLog) {
        let report = verify(log.lines, isKeyKnown: !log.checkpoints.isEmpty, log.checkpoints)
        require(report.isWhole, "the log as it was written isn't whole: \(report.findings)")
        require(report.records == UInt64(log.lines.count), "\(report.records) records of \(log.lines.count)")
        require(report.lastSigned == log.checkpoints.last?.sequence, "another last checkpoint")
    }

    private func checkUnsigned(_ lines: [LogLine], _ log: SignedLog) {
        let report = verify(lines, isKeyKnown: false)
        let isWhole = ChainReference.isWhole(lines)
        require(isWhole || !report.isWhole, "whole, and the slow check says that it isn't")
        // Without a key a log of another one, whole by itself, is whole; a checkpoint that was changed never is.
        let isGenuine = lines.allSatisfy { line in
            log.lines.contains { $0.bytes == line.bytes } || ChainReference.link(line.bytes)?.isCheckpoint == false
        }
        if isWhole, isGenuine { require(report.isWhole, "not whole: \(report.findings)") }
    }

    private func checkSigned(_ lines: [LogLine], _ log: SignedLog, _ kept: [Checkpoint]) {
        let report = verify(lines, isKeyKnown: true, kept)
        guard report.isWhole else { return }
        guard let signed = report.lastSigned, let first = report.firstSequence else {
            fail("whole without a signature")
        }
        var expected = first
        for line in lines {
            guard let link = ChainReference.link(line.bytes), link.sequence <= signed else { continue }
            require(link.sequence == expected, "whole, and record \(expected) isn't there")
            expected += 1
            let index = Int(link.sequence) - 1
            require(index < log.lines.count, "whole, with a record that wasn't written")
            require(line.bytes == log.lines[index].bytes, "whole, and record \(link.sequence) isn't what was written")
        }
        require(expected == signed + 1, "whole, and record \(expected) isn't there")
        for checkpoint in kept where checkpoint.sequence >= first {
            require(signed >= checkpoint.sequence, "whole, and the checkpoint that was kept isn't there")
        }
    }
}
