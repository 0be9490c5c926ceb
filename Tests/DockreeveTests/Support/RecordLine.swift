import Foundation

/// One line of an audit log, as the plugin writes it.
struct RecordLine {
    var id = "00000000000000aa"
    var phase = "request"
    var user = "alice"
    var method = "GET"
    var uri = "/containers/json"
    var action = "container.list"
    var decision = "allow"
    var reason = "allowed-by-rule"
    var rules: [String] = ["old.rule"]
    /// More members.
    var more: [String: Any] = [:]

    var text: String {
        var members: [String: Any] = [
            "time": "2026-11-23T22:24:04.096857Z", "seq": 1, "id": id, "phase": phase, "user": user,
            "auth": user.isEmpty ? "" : "TLS", "method": method, "uri": uri, "raw_uri": "/v1.43\(uri)",
            "action": action, "decision": decision, "rules": rules, "reason": reason, "took_us": 9,
        ]
        members.merge(more) { $1 }
        guard let data = try? JSONSerialization.data(withJSONObject: members, options: .sortedKeys) else { return "" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    /// A container with some facts.
    static func create(_ user: String = "alice", _ uses: [String: [String]] = [:], _ decision: String = "allow") -> Self
    {
        RecordLine(
            user: user,
            method: "POST",
            uri: "/containers/create",
            action: "container.create",
            decision: decision,
            reason: decision == "allow" ? "allowed-by-rule" : "no-rule-matched",
            rules: decision == "allow" ? ["old.rule"] : [],
            more: ["uses": uses.merging(["image": ["docker.io/library/busybox:1"]]) { first, _ in first }]
        )
    }
}

enum Traffic {
    /// Calls of a real docker CLI and docker-compose, as dockerd sent them.
    static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "DockerAPITests/Fixtures/traffic.jsonl").path
}
