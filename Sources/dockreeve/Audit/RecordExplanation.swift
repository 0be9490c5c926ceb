import Audit
import Policy

/// What a policy says about a recorded decision.
struct RecordExplanation {
    let text: String

    /// - Parameters:
    ///   - policy: The one that explains; without one that of the plugin, if it is the one that decided.
    ///   - paths: Where it is from.
    init(_ records: [ShownDecision.Place], policy: Policy?, paths: [String]) {
        let digest = records.lazy.compactMap { $0.record.policyDigest }.first
        guard let digest else {
            text = "no policy was in force, so there is none to explain it\n"
            return
        }
        let short = SafeText.inline(String(digest.prefix(12)), maximum: 12)
        guard let policy = policy ?? Self.own(digest) else {
            text = """
                the policy that decided (SHA-256 \(short)…) is not the one in \(ServeConfiguration().policies); \
                with --policies another one explains it\n
                """
            return
        }
        let names = (paths.isEmpty ? [ServeConfiguration().policies] : paths).map { SafeText.inline($0) }
        var text = "\(names.joined(separator: ", ")), "
        text +=
            PolicyDigest.of(policy.files) == digest
            ? "the policy that decided (SHA-256 \(short)…)\n"
            : "NOT the policy that decided (SHA-256 \(short)…), says\n"
        var replayer = Replayer(policy, against: nil, enforcesMonitored: false)
        for found in records {
            let call = replayer.replay(found.record)
            let open = replayer.candidate.conditions(replayer.reader.call, replayer.unknowns)
            text += "  \(found.record.phase.rawValue): \(Self.verdict(call, found.record))\n"
            for rule in call.verdict.rules { text += "    \(Self.name(rule))\n" }
            guard call.verdict.isAllowed == nil else { continue }
            for rule in open {
                text += "    \(Self.name(rule.rule)), when\n"
                for condition in rule.conditions { text += "      \(SafeText.inline(condition.text, maximum: 300))\n" }
            }
        }
        self.text = text
    }

    private static func own(_ digest: String) -> Policy? {
        let result = Policy.load(directory: ServeConfiguration().policies)
        guard let policy = result.policy, PolicyDigest.of(policy.files) == digest else { return nil }
        return policy
    }

    private static func verdict(_ call: ReplayedCall, _ record: RecordedDecision) -> String {
        guard let isAllowed = call.verdict.isAllowed else {
            return "what the record doesn't hold decides; it was \(record.isAllowed ? "allowed" : "denied") by "
                + (record.rules.isEmpty ? "none" : record.rules.map { SafeText.inline($0) }.joined(separator: ", "))
        }
        let reason = call.verdict.reason
        let meaning = reason?.explanation.map { ": \($0)" } ?? ""
        let differs = call.before != nil && call.before != isAllowed ? "  (the record says otherwise)" : ""
        return "\(isAllowed ? "allowed" : "denied"), \(reason?.rawValue ?? "no reason")\(meaning)\(differs)"
    }

    private static func name(_ rule: RuleReference) -> String {
        "\(rule.effect.rawValue) rule \(rule.id) (\(rule.place.lineDescription))"
    }
}
