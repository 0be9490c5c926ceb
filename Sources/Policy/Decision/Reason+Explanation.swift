import DockerAPI

extension Reason {
    /// Every reason code with its meaning, those of the guards last.
    static let explanations: [(reason: Reason, text: String)] =
        [
            (.allowedByRule, "the allow rules named with it matched, and no deny rule did"),
            (.deniedByRule, "the deny rules named with it matched"),
            (.noRuleMatched, "nothing allows the call"),
            (.defaultAllow, "nothing matched, and the policy says `default: allow`; or an answer that no rule denies"),
            (.monitorMode, "the whole plugin is in monitor mode, and only that allowed the call"),
            (.noPolicy, "the policy is missing or was refused; the message names the place"),
            (
                .evaluationError,
                "a rule's evaluation hit a limit; `failures` in the audit record says which: "
                    + "`match-limit`, `time-limit` …"
            ),
            (.auditUnavailable, "the decision couldn't be recorded"),
            (.internalError, "a bug; please report it"),
        ] + Guard.allCases.map { (Reason($0), $0.explanation) }
}

extension Reason {
    /// What the code means, in one sentence; nothing for one that isn't known.
    public var explanation: String? { Self.explanations.first { $0.reason == self }?.text }
}
