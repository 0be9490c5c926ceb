import Foundation

extension Service {
    /// Starts one with this under `audit:` of its configuration, beside the log's file.
    static func start(
        in folder: TemporaryFolder,
        rules: String? = RuleTexts.everything,
        audit: String,
        options: [String] = [],
        environment: [String: String] = [:],
        through script: String? = nil
    ) async throws -> Service {
        let file = folder.path("audit.jsonl")
        let configuration = try folder.write("dockreeve.yaml", "audit:\n  file: \(file)\n\(audit)")
        let arguments = [
            "--config", configuration, "--policies", folder.path("policies"), "--socket", folder.path("plugin.sock"),
        ]
        return try await start(
            rules,
            in: folder,
            arguments: arguments + options,
            socket: folder.path("plugin.sock"),
            checkpointInterval: audit.contains("interval:") ? nil : 3600,
            environment: environment,
            through: script
        )
    }

    /// Asks many times on one connection.
    ///
    /// - Returns: How many were allowed.
    func flood(_ count: Int, _ call: Call = Call()) async throws -> Int {
        try await onOwnThread { [socket] in
            let connection = try PluginSocket(socket)
            var allowed = 0
            for _ in 0..<count {
                connection.post(call.path, call.json)
                if try connection.answer().allow == true { allowed += 1 }
            }
            return allowed
        }
    }

    /// The log's lines as they stand in it.
    func logLines() throws -> [String] {
        try folder.text(of: "audit.jsonl").split(separator: "\n").map(String.init)
    }
}
