/// What `dockreeve.yaml` says of the audit log.
struct AuditSettings: Equatable {
    var file = "/var/log/dockreeve/audit.jsonl"
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
