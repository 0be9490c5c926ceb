import Audit
import Policy

/// What `dockreeve.yaml` says of the audit log.
struct AuditSettings: Equatable {
    var file = "/var/log/dockreeve/audit.jsonl"
    /// How much is recorded of calls whose rules don't say.
    var level = AuditLevel.metadata
    /// What is hidden beside what is secret by nature.
    var redaction = RedactionRules()
    var durability = Durability.write
    /// What becomes of a call whose record can't be kept.
    var onFailure = FailureMode.deny
    var rotation = RotationOptions()
    var checkpoints = Checkpoints()
    /// Who gets the records beside the file.
    var sinks: [SinkSettings] = []

    /// When the log is signed, and who gets that.
    struct Checkpoints: Equatable {
        /// After so many records.
        var records = 1000
        /// After so many seconds, idle or not.
        var interval = 60
        var export: [SinkSettings] = []
    }
}
