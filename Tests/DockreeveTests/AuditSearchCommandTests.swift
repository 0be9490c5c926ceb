import Foundation
import TestSupport
import Testing

/// `dockreeve audit search` and `show`.
@Suite struct AuditSearchCommandTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func log() throws -> String {
        var lines = (1...20).map { number in
            RecordLine(id: "00000000000000\(number + 10)", more: ["seq": number])
        }
        lines += [
            RecordLine.create("bob", ["host_mount": ["/etc"]], "deny"),
            RecordLine.create("bob", ["host_mount": ["/srv"]]),
            RecordLine(id: "00000000000000ff", phase: "response", user: "eve", more: ["status": 404]),
        ]
        return try folder.write("audit.jsonl", lines.map(\.text).joined())
    }

    @Test func recordsAsTheyStandAndForPeople() async throws {
        let file = try log()
        let json = try await Program.run("audit", "search", "--uses", "host_mount=/etc*", "--json", file)
        #expect(json.status == 0 && json.errors.isEmpty, "\(json)")
        #expect(json.output == RecordLine.create("bob", ["host_mount": ["/etc"]], "deny").text)
        let text = try await Program.run("audit", "search", "--user", "eve", "--status", "4xx", file)
        #expect(text.output.contains("2026-11-23T22:24:04.096Z allow  eve"), "\(text)")
        #expect(text.output.contains("→ 404") && text.output.contains("00000000000000ff"), "\(text)")
        #expect(!text.output.contains("\u{1B}"))
        let colours = try await Program.run("audit", "search", "--user", "eve", "--color", "always", file)
        #expect(colours.output.contains("\u{1B}[32mallow"), "\(colours)")
    }

    @Test func countsAndLimits() async throws {
        let file = try log()
        #expect(try await Program.run("audit", "search", "--count", "--user", "alice", file).output == "20\n")
        #expect(
            try await Program.run("audit", "search", "--user", "alice", "--limit", "3", file).output.split(
                separator: "\n"
            ).count == 3
        )
        let table = try await Program.run("audit", "search", "--count-by", "user,decision", file)
        #expect(
            table.output == """
                count  user   decision
                   20  alice  allow
                    1  bob    allow
                    1  bob    deny
                    1  eve    allow

                """,
            "\(table)"
        )
        let json = try await Program.run("audit", "search", "--count-by", "user", "--limit", "1", "--json", file)
        #expect(json.output == #"{"user":"alice","count":20}"# + "\n", "\(json)")
        let none = try await Program.run("audit", "search", "--user", "nobody", file)
        #expect(none.status == 1 && none.output.isEmpty && none.errors.isEmpty, "\(none)")
        let many = try await Program.run("audit", "search", "--count", file, file)
        #expect(many.output == "46\n")
    }

    @Test func timesAgoAndInBetween() async throws {
        let now = ISO8601DateFormatter().string(from: Date())
        let file = try folder.write(
            "audit.jsonl",
            RecordLine(user: "then").text + RecordLine(user: "now", more: ["time": now]).text
        )
        #expect(
            try await Program.run("audit", "search", "--since", "2h", "--count-by", "user", "--json", file).output
                == #"{"user":"now","count":1}"# + "\n"
        )
        let between = try await Program.run(
            "audit",
            "search",
            "--since",
            "2026-11-23",
            "--until",
            "2026-11-23T23:24:05+01:00",
            "--count-by",
            "user",
            "--json",
            file
        )
        #expect(between.output == #"{"user":"then","count":1}"# + "\n", "\(between)")
    }

    @Test func standardInputAndFolders() async throws {
        let text = RecordLine(user: "x").text
        let input = try await Program.run("audit", "search", "--count", "-", input: text + text)
        #expect(input.output == "2\n", "\(input)")
        try folder.write("logs/audit.jsonl", RecordLine(user: "new", more: ["seq": 9]).text)
        try folder.write("logs/audit.jsonl.1", RecordLine(user: "old", more: ["seq": 3]).text)
        let packed = try await Packed.gzip(RecordLine(user: "oldest", more: ["seq": 1]).text)
        try folder.write("logs/audit.jsonl.2.gz", packed)
        let all = try await Program.run("audit", "search", "--json", folder.path("logs"))
        let users = try AuditLine.all(in: all.output).map(\.user)
        #expect(users == ["oldest", "old", "new"], "\(all)")
    }

    @Test func badInputIsToldAndTheRestIsRead() async throws {
        let text = RecordLine().text
        let file = try folder.write("audit.jsonl", text + "\u{0}\u{7F}garbage\u{1B}[2J\n" + text + text.dropLast(30))
        let result = try await Program.run("audit", "search", "--count", file, folder.path("missing"))
        #expect(result.output == "2\n" && result.status == 2, "\(result)")
        #expect(result.errors.contains("\(file):2: not JSON") && result.errors.contains("\(file):4: "), "\(result)")
        #expect(result.errors.contains("missing`: No such file") && !result.errors.contains("\u{1B}"), "\(result)")
    }

    @Test func nothingInARecordActsOnATerminal() async throws {
        let evil = "a\u{1B}]0;x\u{7}\u{9B}2J\u{202E}\nb"
        var record = RecordLine(user: evil, method: evil, uri: evil, action: evil, reason: evil, rules: [evil])
        record.more = [
            "target": evil, "would": ["decision": "deny", "deny": [evil]], "uses": [evil: [evil]], "findings": [evil],
        ]
        let file = try folder.write(
            "audit.jsonl",
            record.text + #"{"phase":"gap","time":"\u001b[1m","\u001b[2m":"\u001b[3m"}"# + "\n"
        )
        for arguments in [
            ["search", file], ["tail", file], ["show", record.id, file],
            ["search", "--count-by", "user,rule,action", file],
        ] {
            let result = try await Program.runList(["audit"] + arguments)
            #expect(result.status == 0 && result.output.contains("\\u{1b}"), "\(result)")
            let shown = result.output.unicodeScalars.filter { $0 != "\n" }
            #expect(shown.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) }, "\(arguments)")
        }
    }

    @Test(arguments: [
        ["--since", "yesterday"], ["--status", "ok"], ["--uses", "hostmount=/etc"], ["--match", "("],
        ["--decision", "maybe"], ["--limit", "0"], ["--count-by", "user,colour"], ["--count", "--count-by", "user"],
    ])
    func mistakes(_ arguments: [String]) async throws {
        let result = try await Program.runList(["audit", "search"] + arguments + ["x"])
        #expect(result.status == 2 && result.output.isEmpty && result.errors.contains("Error: "), "\(result)")
    }

    @Test func whoeverReadsMayStop() async throws {
        let text = (0..<20_000).map { _ in RecordLine().text }.joined()
        let file = try folder.write("audit.jsonl", text)
        let result = try await onOwnThread {
            let process = Process()
            let said = try TemporaryFile()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-c", "'\(Program.path)' audit search --json '\(file)' | head -n 2 | wc -l"]
            process.standardOutput = said.handle
            process.standardError = said.handle
            try process.launchHearingSignals()
            process.waitUntilExit()
            return try said.text()
        }
        #expect(result == "2\n")
    }

    @Test func oneCallWithEverythingAroundIt() async throws {
        try folder.write("rules/r.yaml", RuleTexts.unprivileged)
        let id = "00000000000000ab"
        let policy: [String: Any] = ["policy": ["revision": 1, "sha256": String(repeating: "0", count: 64)]]
        var request = RecordLine.create("alice", ["privileged": ["true"]])
        request.id = id
        request.more.merge(policy) { $1 }
        let response = RecordLine(
            id: id,
            phase: "response",
            method: "POST",
            uri: "/containers/create",
            more: ["status": 201]
        )
        let file = try folder.write(
            "audit.jsonl",
            #"{"time":"2026-11-23T22:00:00.000000Z","seq":1,"phase":"start","version":"0.1.0","pid":7}"# + "\n"
                + RecordLine(id: "00000000000000cd").text + request.text + response.text
                + #"{"time":"2026-11-23T23:00:00.000000Z","seq":5,"phase":"checkpoint","log":"x"}"# + "\n"
        )
        let result = try await Program.run("audit", "show", "--policies", folder.path("rules"), id.uppercased(), file)
        #expect(result.status == 0 && result.errors.isEmpty, "\(result)")
        for text in [
            "request  \(file):3", "response  \(file):4", "privileged: true", "image: docker.io/library/busybox:1",
            "allowed-by-rule: the allow rules named with it matched", "plugin started: ", "version 0.1.0  pid 7",
            "signed checkpoint after: ", "NOT the policy that decided", "what the record doesn't hold decides",
            "deny rule host.privileged", "allow rule all.of-it", "status      201",
        ] { #expect(result.output.contains(text), "\(text): \(result)") }
        let json = try await Program.run("audit", "show", "--json", id, file)
        #expect(json.output == request.text + response.text)
        let none = try await Program.run("audit", "show", "00000000000000ee", file)
        #expect(none.status == 1 && none.errors.contains("no decision"), "\(none)")
        let mistake = try await Program.run("audit", "show", "x", file)
        #expect(mistake.status == 2)
    }
}
