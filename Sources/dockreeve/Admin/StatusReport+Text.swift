import Audit
import Policy

/// The report for people.
extension StatusReport {
    var text: String {
        var text = ""
        for line in attention { text += "attention: \(SafeText.inline(line, maximum: 2000))\n" }
        if !attention.isEmpty { text += "\n" }
        func add(_ name: String, _ value: String) {
            text += name.padded(to: 13) + SafeText.inline(value, maximum: 2000) + "\n"
        }
        add("dockreeve", "\(version), pid \(process), since \(started.seconds)")
        if let policy = policy.policy, let stamp = self.policy.stamp {
            let isKept = reload.isKept ? ", kept from a run before" : ""
            add("policy", "revision \(stamp.revision), since \(self.policy.since.seconds)\(isKept)")
            add("sha256", stamp.sha256)
            add(
                "rules",
                "\(policy.rules.count) in \(policy.files.count) \(policy.files.count == 1 ? "file" : "files"), "
                    + "\(policy.tests.count) tests, default \(policy.defaultEffect.rawValue)"
            )
            for file in policy.files { add("", file.name) }
        } else {
            add("policy", "none, since \(policy.since.seconds)")
            add("", policy.refusalMessage)
        }
        if let refusal = reload.lastRefusal {
            add("refused", "\(refusal.time.seconds)\(reload.isRefusing ? ", and still so" : ", mended since")")
            add("", refusal.summary)
        }
        if let problem = reload.watchProblem { add("changes", "noticed some seconds late: \(problem)") }
        for line in monitorLines { add("monitor", line) }
        add("calls", "\(calls.requests) requests, \(calls.responses) responses")
        for (name, counts) in [("allowed", calls.allowed), ("denied", calls.denied), ("would deny", calls.wouldDeny)] {
            for (reason, count) in counts { add("  \(name)", "\(count) \(reason)") }
        }
        if calls.wouldAllow > 0 { add("  would allow", "\(calls.wouldAllow)") }
        for (index, line) in logLines.enumerated() { add(index == 0 ? "audit log" : "", line) }
        for sink in sinks {
            let kind = sink.isExport ? "checkpoints" : sink.isRequired ? "required sink" : "sink"
            let losses = sink.dropped > 0 ? ", \(sink.dropped) dropped" : ""
            add("", "\(kind) \(sink.name), \(sink.place): \(sink.stateText), \(sink.sent) sent\(losses)")
        }
        add("connections", "\(connections.open) open, \(connections.accepted) since the start")
        return text
    }

    /// One line, for `systemctl status`.
    var line: String {
        guard let policy = policy.policy, let stamp = self.policy.stamp else {
            return SafeText.inline(self.policy.refusalMessage, maximum: 500)
        }
        var line = "policy revision \(stamp.revision), \(policy.rules.count) rules, sha256 \(stamp.sha256.prefix(12))"
        if !attention.isEmpty { line += "; attention: " + attention.joined(separator: "; ") }
        return SafeText.inline(line, maximum: 500)
    }

    private var monitorLines: [String] {
        var lines: [String] = []
        if configuration.monitorsEverything { lines.append("everything") }
        lines += configuration.monitoredGuards.map(\.rawValue).sorted().map { "guard \($0)" }
        lines += monitoredFiles.map { "file \($0)" }
        for rule in monitoredRules.prefix(20) {
            let hits = policy.monitorHits[rule.id]?.value ?? 0
            lines.append("rule \(rule.id) (\(rule.effect.rawValue)), \(hits) calls, \(rule.place.lineDescription)")
        }
        if monitoredRules.count > 20 { lines.append("and \(monitoredRules.count - 20) rules more") }
        return lines
    }
}

extension Timestamp {
    /// To the second, which is enough for people.
    fileprivate var seconds: String { description.prefix(19) + "Z" }
}

extension String {
    fileprivate func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(1, width - utf8.count))
    }
}
