import FuzzLogs
import FuzzSupport
import Glibc

@testable import Audit

/// A log with checkpoints, as a plugin writes it.
struct SignedLog {
    let lines: [LogLine]
    private(set) var checkpoints: [Checkpoint] = []

    init(_ key: SigningKey, _ steps: inout Steps) {
        var writer = LogWriter()
        let interval = 1 + steps.number(below: 4)
        for index in 0..<(1 + steps.number(below: 7)) {
            let record = #"{"phase":"request","user":"u\#(steps.number(below: 256))"}"#
            writer.append(Array(record.utf8))
            guard index % interval == interval - 1 else { continue }
            do { try writer.appendCheckpoint(signedBy: key) } catch { fail("\(error)") }
            let line = writer.lines[writer.lines.count - 1].bytes
            guard let checkpoint = Checkpoint(line.span) else { fail("no checkpoint: \(shown(line))") }
            checkpoints.append(checkpoint)
        }
        lines = writer.lines
    }
}
