import Audit

/// What `dockreeve.yaml` says of the audit log.
struct AuditSettings: Equatable {
    var file = "/var/log/dockreeve/audit.jsonl"
    var durability = Durability.write
    /// What becomes of a call whose record can't be kept.
    var onFailure = FailureMode.deny
    var rotation = RotationOptions()
}
