import FuzzLogs
import FuzzSupport
import Glibc

@testable import Audit

/// A log that was written as the plugin does it.
struct SignedLog {
    private(set) var lines: [LogLine] = []
    private(set) var checkpoints: [Checkpoint] = []

    init(_ keys: AuditKeys, _ steps: inout Steps) {
        var chain = LogChain(AuditLogOptions(keys: keys))
        let interval = 1 + steps.number(below: 4)
        for index in 0..<(1 + steps.number(below: 7)) {
            let time = Timestamp(microseconds: 1_790_000_000_000_000 + Int64(index))
            var line: [UInt8] = []
            chain.append(
                Array(#"{"phase":"request","user":"u\#(steps.number(below: 256))"}"#.utf8),
                to: &line,
                at: time
            )
            lines.append(LogLine(line.dropLast()))
            guard index % interval == interval - 1 else { continue }
            line.removeAll()
            do { try chain.appendCheckpoint(to: &line, at: time) } catch { fail("\(error)") }
            lines.append(LogLine(line.dropLast()))
            guard let checkpoint = Checkpoint(line.span.extracting(droppingLast: 1)) else { fail("no checkpoint") }
            checkpoints.append(checkpoint)
        }
    }

    /// Keys of their own, which nobody finds on the disk afterwards.
    static func keys() -> AuditKeys {
        var name = Array("/dev/shm/dockreeve-fuzz-XXXXXX".utf8CString)
        guard mkdtemp(&name) != nil else { fail("no folder can be made in /dev/shm: error \(errno)") }
        let folder = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do {
            let keys = try AuditKeys(directory: folder)
            for file in [AuditKeys.signingFile, AuditKeys.publicFile, AuditKeys.redactionFile] {
                unlink("\(folder)/\(file)")
            }
            rmdir(folder)
            return keys
        } catch {
            fail("\(error)")
        }
    }
}
