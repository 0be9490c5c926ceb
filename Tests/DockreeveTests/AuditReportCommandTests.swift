import Foundation
import Testing

@testable import dockreeve

/// `dockreeve audit report` as text and as JSON, and where it writes a page.
@Suite struct AuditReportCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func log() throws -> String {
        var lines: [RecordLine] = []
        for number in 1...9 {
            lines.append(
                RecordLine(
                    id: "000000000000000\(number)",
                    more: ["time": "2026-11-2\(number)T10:00:00Z", "seq": number]
                )
            )
        }
        lines.append(RecordLine.create("eve", ["privileged": ["true"]], "deny"))
        lines[9].id = "00000000000000ee"
        lines[9].more["time"] = "2026-11-29T11:00:00Z"
        lines.append(
            RecordLine(
                user: "bob",
                more: ["time": "2026-11-29T12:00:00Z", "would": ["decision": "deny", "deny": ["try.it"]]]
            )
        )
        let gap = #"{"time":"2026-11-29T13:00:00Z","seq":12,"phase":"gap","reason":"lost-records","lost":3}"# + "\n"
        return try folder.write("audit.jsonl", lines.map(\.text).joined() + gap)
    }

    private func object(_ result: Program) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result)")
    }

    @Test func text() async throws {
        let result = try await Program.run("audit", "report", "--since", "2026-11-28", try log())
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        for text in [
            "5 records, 2026-11-28T10:00:00Z to 2026-11-29T13:00:00Z\n4 calls: 3 allowed, 1 denied (25.0%)\n",
            "by user\n         calls  denied\n  alice      2       -\n  bob        1       -\n  eve        1       1\n",
            "  privileged      1       1\n",
            "  1×  eve  container.create  no-rule-matched  00000000000000ee\n",
            "new since 2026-11-28T00:00:00Z, of 7 records before\n  users\n    eve  1×  1 denied  2026-11-29T11:00:00Z  00000000000000ee\n",
            "would have denied\n    try.it: 1\n", "1 gap\n",
            "── gap  reason lost-records  lost 3  [\(folder.path("audit.jsonl")):12]",
        ] { #expect(result.output.contains(text), "\(text)\n\(result)") }
        let none = try await Program.run("audit", "report", "--user", "nobody", try log())
        #expect(none.status == 0 && none.output.contains("0 calls: 0 allowed, 0 denied (0%)"), "\(none)")
    }

    @Test func json() async throws {
        let file = try log()
        let all = try object(try await Program.run("audit", "report", "--json", "--since", "2026-11-28", file))
        #expect(all["calls"] as? Int == 4 && all["denied"] as? Int == 1 && all["records_before"] as? Int == 7)
        let users = try #require(all["users"] as? [[String: Any]])
        #expect(users.map { $0["user"] as? String } == ["alice", "bob", "eve"])
        #expect((all["new_users"] as? [[String: Any]])?.compactMap { $0["user"] as? String } == ["eve", "bob"])
        let steps = (all["over_time"] as? [String: Any])?["steps"] as? [[String: Any]]
        #expect(steps?.compactMap { $0["denied"] as? Int }.reduce(0, +) == 1)
        let denied = try object(try await Program.run("audit", "report", "--json", "--decision", "deny", file))
        #expect(denied["calls"] as? Int == 1 && denied["new_users"] == nil)
    }

    @Test func standardInputFoldersAndCompressedFiles() async throws {
        let text = try String(contentsOfFile: try log(), encoding: .utf8)
        let input = try object(try await Program.run("audit", "report", "--json", "-", input: text))
        #expect(input["calls"] as? Int == 11)
        try folder.write("logs/audit.jsonl", text)
        try folder.write("logs/audit.jsonl.1.gz", try await Packed.gzip(text))
        let all = try object(try await Program.run("audit", "report", "--json", folder.path("logs")))
        #expect(all["calls"] as? Int == 22)
    }

    @Test func badInputIsToldAndTheRestIsRead() async throws {
        let text = RecordLine().text
        let file = try folder.write("audit.jsonl", text + "\u{0}garbage\u{1B}[2J\n" + text + text.dropLast(30))
        for arguments in [[], ["--json"], ["--html", folder.path("page.html")]] {
            let result = try await Program.runList(["audit", "report"] + arguments + [file, folder.path("missing")])
            #expect(result.status == 2 && !result.wasKilled, "\(result)")
            #expect(result.errors.contains("\(file):2: not JSON") && result.errors.contains("\(file):4: "), "\(result)")
            #expect(result.errors.contains("missing`: No such file") && !result.errors.contains("\u{1B}"), "\(result)")
        }
        let page = try folder.text(of: "page.html")
        #expect(page.contains("2 lines that are no records were passed over") && page.contains("\(file):2: not JSON"))
    }

    @Test(arguments: [
        ["--top", "0"], ["--rows", "-1"], ["--rows", "20001"], ["--json", "--html", "x"], ["--since", "x"],
    ])
    func mistakes(_ arguments: [String]) async throws {
        let result = try await Program.runList(["audit", "report"] + arguments + ["x"])
        #expect(result.status == 2 && result.output.isEmpty && result.errors.contains("Error: "), "\(result)")
    }

    @Test func aPageIsForItsOwnerAndTakesNoOtherPlace() async throws {
        let file = try log()
        let page = folder.path("page.html")
        try folder.write("page.html", "old")
        let result = try await Program.run("audit", "report", "--html", page, file)
        #expect(result.status == 0 && result.output.isEmpty && result.errors.isEmpty, "\(result)")
        let mode = try FileManager.default.attributesOfItem(atPath: page)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try folder.text(of: "page.html").hasPrefix("<!DOCTYPE html>"))
        try FileManager.default.createSymbolicLink(atPath: folder.path("link"), withDestinationPath: file)
        mkfifo(folder.path("pipe"), 0o600)
        try folder.makeFolder("folder")
        let before = try folder.text(of: "audit.jsonl")
        for place in ["link", "pipe", "folder", "nowhere/page.html"] {
            let refused = try await Program.run("audit", "report", "--html", folder.path(place), file)
            #expect(refused.status == 2 && refused.errors.contains(place), "\(refused)")
        }
        #expect(try folder.text(of: "audit.jsonl") == before)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path("")).allSatisfy { !$0.hasSuffix(".new") }
        )
    }

    @Test func nothingInARecordActsOnATerminal() async throws {
        let evil = "a\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\nb"
        var record = RecordLine(user: evil, action: evil, decision: "deny", reason: evil, rules: [evil])
        record.more = [
            "target": evil, "would": ["decision": "deny", "deny": [evil]], "uses": [evil: [evil]],
            "failures": [["rule": evil, "code": evil]], "id": evil,
        ]
        let gap = #"{"phase":"gap","time":"2026-11-23T22:24:05Z","\u001b[2m":"\u001b[3m"}"# + "\n"
        let file = try folder.write(
            "audit.jsonl",
            RecordLine(more: ["time": "2026-11-01T00:00:00Z"]).text + record.text + gap
        )
        let result = try await Program.run("audit", "report", "--since", "2026-11-02", file)
        #expect(result.status == 0 && result.output.contains("\\u{1b}"), "\(result)")
        let shown = result.output.unicodeScalars.filter { $0 != "\n" }
        #expect(shown.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) }, "\(result)")
    }
}
