import Audit
import DockerAPI
import Glibc
import Policy

/// What an edited policy would have made of the calls of the last day.
///
/// Bounded: whoever mends a rule at night doesn't want to wait for a log of millions of calls.
struct EditReplay {
    private var tally = ReplayTally()
    private var notes: [String] = []
    private var problems = 0
    private var isCutShort = false
    private let since: Timestamp
    private let deadline: Timestamp

    /// Microseconds.
    private static let day: Int64 = 86_400_000_000
    private static let timeLimit: Int64 = 10_000_000
    /// Causes and callers that are shown.
    private static let rowLimit = 8

    /// - Parameters:
    ///   - before: The policy to compare with; without one, what was decided then.
    ///   - logs: The files; nothing for the parts of the standard one.
    static func report(_ policy: Policy, before: Policy?, logs: [String], standard: String) -> String {
        var replay = EditReplay()
        let files = logs.isEmpty ? EditLogs.files(of: standard, since: replay.since.seconds) : logs
        var replayer = Replayer(policy, against: before, enforcesMonitored: false)
        for file in files where !replay.isCutShort { replay.read(file, &replayer) }
        return replay.text(isComparedWithPolicy: before != nil)
    }

    private init() {
        let now = Timestamp.now()
        since = Timestamp(microseconds: now.microseconds - Self.day)
        deadline = Timestamp(microseconds: now.microseconds + Self.timeLimit)
    }

    private mutating func read(_ file: String, _ replayer: inout Replayer) {
        var status = stat()
        let shown = SafeText.inline(file)
        guard stat(file, &status) == 0 else {
            let text = strerror(errno).map { String(cString: $0).lowercased() } ?? "error \(errno)"
            return notes.append("can't read the audit log `\(shown)`: \(text)")
        }
        // A pipe would never end.
        guard status.st_mode & S_IFMT == S_IFREG else {
            return notes.append("the audit log `\(shown)` is no file; name one with --audit")
        }
        let start = since.description
        do throws(ReadError) {
            var reader = try RecordReader(file)
            var lines = 0
            while let item = try reader.next() {
                lines += 1
                if lines & 0x3FF == 0, Timestamp.now() > deadline {
                    isCutShort = true
                    return
                }
                switch item {
                case .decision:
                    // RFC 3339 in UTC: earlier is less.
                    guard reader.decision.text(.time) >= start else { continue }
                    tally.add(replayer.replay(reader.decision), reader, replayer)
                case .problem: problems += 1
                case .call, .event: break
                }
            }
        } catch {
            notes.append("\(error)")
        }
    }

    private func text(isComparedWithPolicy: Bool) -> String {
        var text = ""
        if tally.total == 0 {
            text = "no calls of the last day are recorded, so what the change would have done isn't known\n"
        } else if tally.total == tally.count(.same) {
            text = "as before: \(CallText.count(tally.total, "call")) of the last day\n"
        } else {
            let reference = isComparedWithPolicy ? "the rules as they are" : "what was decided then"
            var report = ReplayReport(
                tally: tally,
                policy: "the edited rules",
                reference: reference,
                problems: 0
            )
            report.rowLimit = Self.rowLimit
            text = "the last day: \(report.text)\n"
        }
        if isCutShort {
            text += "the logs are too long to look at all of the last day here: `dockreeve replay` does\n"
        }
        if problems > 0 { text += "\(CallText.count(problems, "line")) of the logs are no records\n" }
        return text + notes.map { "\($0)\n" }.joined()
    }
}

extension Timestamp {
    fileprivate var seconds: Int { Int(microseconds / 1_000_000) }
}
