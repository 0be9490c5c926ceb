/// What `dockreeve.yaml` says of the audit log.
struct AuditSettings: Equatable {
    var file = "/var/log/dockreeve/audit.jsonl"
}
