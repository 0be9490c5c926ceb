import Audit
import Foundation
import NIOCore
import Way

/// What the record adds to a decision: the same warm calls with a log and without one, turn by turn, and what of it is the
/// kernel's: the same decisions with a write(2) of as many bytes to a file beside the log after each.
enum Recording {
    static func measure(_ calls: Calls, policies: String, rounds: Int) throws {
        guard var way = Way(policies: policies) else { throw Trouble(text: "the policy has mistakes") }
        let folder = FileManager.default.temporaryDirectory.appending(path: "recording-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(at: folder) }
        for name in ["02-containers-list", "04-create-small"] {
            let text = ByteBuffer(bytes: try calls.text(name))
            let path = folder.appending(path: "\(name).jsonl").path
            let log = try AuditLog(path: path)
            let null = try AuditLog(path: "/dev/null")
            for _ in 0..<1000 { try way.record(text, in: log) }
            let length = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
            let line = [UInt8](repeating: 0x78, count: length / 1000)
            let plain = open(
                folder.appending(path: "\(name).plain").path,
                O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC,
                0o600
            )
            guard plain >= 0, !line.isEmpty else { throw Trouble(text: "the log can't be measured") }
            defer { close(plain) }
            var times = [[Double]](repeating: [], count: 5)
            let runs = 2000
            for _ in 0..<max(rounds, 10) {
                times[0].append(try Figures.microseconds(runs) { _ = try way.decide(text) })
                times[1].append(try Figures.microseconds(runs) { try way.describe(text) })
                times[2].append(try Figures.microseconds(runs) { try way.record(text, in: null) })
                times[3].append(try Figures.microseconds(runs) { try way.record(text, in: log) })
                times[4].append(
                    try Figures.microseconds(runs) {
                        _ = try way.decide(text)
                        _ = write(plain, line, line.count)
                    }
                )
            }
            let best = times.map(Figures.best)
            func figure(_ value: Double) -> String { String(format: "%.2f", value) }
            let note =
                "\(line.count) bytes; decision \(figure(best[0])), its text \(figure(best[1] - best[0])), chain and /dev/null "
                + "\(figure(best[2] - best[1])), write(2) to a file \(figure(best[4] - best[0]))"
            Inside.report("record of \(name), all", "µs", best[3] - best[0], limit: 2, note: note)
            Inside.report("record of \(name), without the kernel", "µs", best[3] - best[4])
        }
    }
}
