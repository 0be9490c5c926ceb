import Foundation
import Testing

/// `dockreeve report --monitor`.
@Suite struct ReportCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func whatWouldHaveBeen() async throws {
        let deny: [String: Any] = ["would": ["decision": "deny", "deny": ["try.mounts"], "guards": ["form-body"]]]
        let allow: [String: Any] = ["would": ["decision": "allow", "allow": ["try.open"]]]
        let lines = [
            RecordLine(more: deny), RecordLine(more: deny), RecordLine(user: "bob", more: deny),
            RecordLine(user: "eve", decision: "deny", more: allow), RecordLine(),
            RecordLine(user: "", reason: "monitor-mode", more: ["would": ["decision": "deny"]]),
        ]
        let file = try folder.write("audit.jsonl", lines.map(\.text).joined())
        let text = try await Program.run("report", "--monitor", file)
        #expect(text.status == 0, "\(text)")
        #expect(text.output.hasPrefix("6 decisions: 4 would have been denied and 1 allowed"), "\(text)")
        #expect(
            text.output.contains("try.mounts: 3\n    alice  container.list  2×\n      \(file):1  GET /containers/json")
        )
        #expect(
            text.output.contains("form-body: 3") && text.output.contains("no rule allows it: 1\n    (local socket)")
        )
        #expect(text.output.contains("would have allowed\n  try.open: 1\n    eve"), "\(text)")
        let json = try await Program.run("report", "--monitor", "--json", file)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(object["would_be_denied"] as? Int == 4 && (object["findings"] as? [Any])?.count == 6, "\(json)")
    }

    @Test func itSaysWhatItNeeds() async throws {
        let result = try await Program.run("report", folder.path("x"))
        #expect(result.status == 2 && result.errors.contains("--monitor"), "\(result)")
        let missing = try await Program.run("report", "--monitor", folder.path("missing"))
        #expect(missing.status == 2, "\(missing)")
    }
}
