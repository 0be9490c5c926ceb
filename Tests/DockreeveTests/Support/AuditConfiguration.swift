/// A configuration file that says something of the audit log, for a service in a folder.
enum AuditConfiguration {
    /// - Parameters:
    ///   - lines: What stands under `audit:` beside the file, a key a line.
    ///   - log: The path of the log; the folder's `audit.jsonl` without it.
    /// - Returns: Arguments of `dockreeve serve`.
    static func write(_ lines: [String], log: String? = nil, in folder: TemporaryFolder) throws -> [String] {
        let keys = ["file: \(log ?? folder.path("audit.jsonl"))"] + lines
        try folder.write("dockreeve.yaml", "audit:\n" + keys.map { "  \($0)\n" }.joined())
        return [
            "--config", folder.path("dockreeve.yaml"), "--policies", folder.path("policies"), "--socket",
            folder.path("plugin.sock"),
        ]
    }
}
