import Audit
import Policy

/// What `dockreeve.yaml` says of the audit log.
struct AuditSettings: Equatable {
    var file = "/var/log/dockreeve/audit.jsonl"
    /// How much is recorded of calls whose rules don't say.
    var level = AuditLevel.metadata
    /// What is hidden beside what is secret by nature.
    var redaction = RedactionRules()
}
