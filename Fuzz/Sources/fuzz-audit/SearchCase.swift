import Audit

/// A filter and what it means, said the slow way.
struct SearchCase: Sendable {
    let name: String
    let filter: RecordFilter
    let matches: @Sendable (RecordReference) -> Bool

    private init(
        _ name: String,
        _ set: (inout RecordFilter) -> Void,
        _ matches: @escaping @Sendable (RecordReference) -> Bool
    ) {
        var filter = RecordFilter()
        set(&filter)
        self.name = name
        self.filter = filter
        self.matches = matches
    }

    static let all = [
        SearchCase("everything", { $0.takesEvents = true }) { _ in true },
        SearchCase("users", { $0.users = [TextGlob("a*"), TextGlob("*b*c")] }) { record in
            record.text("user").map { isGlob("a*", $0) || isGlob("*b*c", $0) } ?? false
        },
        SearchCase("an exact user", { $0.users = [TextGlob("alice")] }) { isGlob("alice", $0.text("user")) },
        SearchCase("actions", { $0.actions = [TextGlob("container.*")] }) { isGlob("container.*", $0.text("action")) },
        SearchCase("uris", { $0.uris = [TextGlob("/containers/*")] }) { record in
            ["uri", "raw_uri"].contains { isGlob("/containers/*", record.text($0)) }
        },
        SearchCase("facts", { $0.facts = ["privileged", "host_mount=/etc*"].compactMap { FactMatch($0) } }) { record in
            !record.inner("uses", ["privileged"]).isEmpty
                || record.inner("uses", ["host_mount"]).contains { isGlob("/etc*", $0) }
        },
        SearchCase("rules", { $0.rules = [TextGlob("dev*")] }) { record in
            (record.list("rules") + record.inner("would", ["deny", "allow", "guards"])).contains { isGlob("dev*", $0) }
        },
        SearchCase("groups", { $0.groups = [TextGlob("*s")] }) { $0.list("groups").contains { isGlob("*s", $0) } },
        SearchCase("would", { $0.would = [TextGlob("deny")] }) { record in
            record.inner("would", ["decision"]).contains { isGlob("deny", $0) }
        },
        SearchCase(
            "denied answers",
            {
                $0.decisions = [TextGlob("deny")]
                $0.phases = [TextGlob("response")]
            }
        ) { isGlob("deny", $0.text("decision")) && isGlob("response", $0.text("phase")) },
        SearchCase("statuses", { $0.statuses = ["4xx", "200-299"].compactMap { StatusRange($0) } }) { record in
            guard let text = record.number("status"), text.utf8.count <= 9, let status = Int(text),
                text.utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return false }
            return (400...499).contains(status) || (200...299).contains(status)
        },
        SearchCase("text", { $0.texts = ["etc", "\"u"] }) { record in
            ["etc", "\"u"].allSatisfy { isGlob("*\($0)*", record.bytes) }
        },
        SearchCase("a star", { $0.targets = [TextGlob(#"*\**"#)] }) { record in
            record.text("target")?.contains(UInt8(ascii: "*")) ?? false
        },
    ]

    private static func isGlob(_ pattern: String, _ value: [UInt8]?) -> Bool {
        guard let value else { return false }
        return isGlob(Array(pattern.utf8)[...], value[...])
    }

    private static func isGlob(_ pattern: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return value.isEmpty }
        guard first == UInt8(ascii: "*") else {
            return value.first == first && isGlob(pattern.dropFirst(), value.dropFirst())
        }
        return (0...value.count).contains { isGlob(pattern.dropFirst(), value.dropFirst($0)) }
    }
}
