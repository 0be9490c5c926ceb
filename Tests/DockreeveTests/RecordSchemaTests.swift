import DockerAPI
import Foundation
import PCRE2
import Policy
import TestSupport
import Testing

@testable import Audit

/// The JSON Schema of records, held against records in both directions.
@Suite struct RecordSchemaTests {
    private let schema: JSONSchema

    init() throws { schema = try JSONSchema(RecordSchema.text) }

    @Test func theDocumentIsTheOneInTheProgram() async throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/audit-record.schema.json")
        #expect(try String(contentsOf: file, encoding: .utf8) == RecordSchema.text)
        let printed = try await Program.run("audit", "schema")
        #expect(printed.status == 0 && printed.output == RecordSchema.text)
    }

    /// Records of running plugins, of every kind: each is of exactly one kind, and every property is in one of them.
    @Test func whatAPluginWritesIsWhatTheSchemaSays() async throws {
        var records = try await written().map { try JSONSchema.object($0) }
        records += try gaps().map { try JSONSchema.object($0) }
        records += try await others().map { try JSONSchema.object($0) }
        var seen: [String: Set<String>] = [:]
        for record in records {
            let kinds = try schema.kinds(of: record)
            if kinds.count != 1 {
                let phase = record["phase"] as? String ?? ""
                let names = schema.kinds.filter { $0.hasPrefix(phase) }
                let problems = try names.map { try schema.problem(record, ["$ref": "#/$defs/\($0)"], "") ?? "fine" }
                Issue.record("\(kinds): \(problems): \(record)")
                continue
            }
            seen[kinds[0], default: []].formUnion(record.keys)
            for (name, definition) in [("cert", "certificate"), ("would", "would"), ("policy", "policy_stamp")] {
                if let member = record[name] as? [String: Any] { seen[definition, default: []].formUnion(member.keys) }
            }
            for case let failure as [String: Any] in record["failures"] as? [Any] ?? [] {
                seen["failure", default: []].formUnion(failure.keys)
            }
            for name in ["body_omitted", "response_omitted"] {
                if let member = record[name] as? [String: Any] { seen["omitted", default: []].formUnion(member.keys) }
            }
        }
        for name in schema.kinds + ["certificate", "would", "policy_stamp", "failure", "omitted"] {
            #expect(schema.properties(of: name).subtracting(seen[name] ?? []) == [], "\(name)")
        }

        // No record may have more than that, nor less, nor anything of another form.
        for record in records.prefix(40) {
            var more = record
            more["novelty"] = 1
            #expect(try schema.kinds(of: more) == [])
            for name in ["time", "seq", "phase", "prev", "hash"] {
                var less = record
                less[name] = nil
                #expect(try schema.kinds(of: less) == [], "\(name)")
                var other = record
                other[name] = ["x"]
                #expect(try schema.kinds(of: other) == [], "\(name)")
            }
        }
    }

    // MARK: Records

    private static let rules = """
        version: 1
        groups: { staff: [alice] }
        rules:
          - { id: all, effect: allow, match: { path: '/.*' } }
          - { id: slow, effect: deny, mode: monitor, match: { query.t: '(a+)+' } }
          - { id: trial, effect: deny, mode: monitor, match: { path: /images/json } }
          - { id: other, effect: allow, mode: monitor, match: { path: /images/json } }
          - { id: late, effect: deny, mode: monitor, match: { phase: response, status: '201' } }
          - { id: later, effect: allow, mode: monitor, match: { phase: response, status: '201' } }
          - { id: slowly, effect: deny, mode: monitor, match: { phase: response, query.t: '(a+)+' } }

        """

    /// What plugins write that run.
    private func written() async throws -> [String] {
        let folder = try TemporaryFolder()
        let configuration = try folder.write(
            "dockreeve.yaml",
            "audit: { level: response }\nguards: { unknown-endpoint: monitor, unexpected-body: monitor, malformed-body: monitor }\n"
        )
        let options = ["--config", configuration]
        let service = try await Service.start(Self.rules, in: folder, options: options)
        var create = Call.create(#"{"Image":"x","Env":["A=b"],"HostConfig":{"Privileged":true}}"#, user: "alice")
        create.uri += "?name=n&token=x&t=\(String(repeating: "a", count: 5000))!"
        let certificates = try Certificates()
        try await certificates.make("alice", subject: "/CN=alice")
        create.certificates = [try certificates.pem("alice.pem")]
        var unreadable = Call(method: "POST", uri: "/v1.43/novelty", user: "alice", body: "{")
        unreadable.headers["Content-Length"] = "1"
        for call in [create, Call(uri: "/v1.43/images/json", user: "alice"), unreadable] {
            _ = try await service.ask(call)
            for body in [#"{"Id":"x"}"#, "a stream"] {
                var answer = call
                answer.status = 201
                answer.responseBody = body
                _ = try await service.ask(answer)
            }
        }
        let made = try await Program.run("audit", "key", "--state", folder.path("state"), "--rotate")
        #expect(made.status == 0)
        try folder.write("policies/rules.yaml", Self.rules + "# another\n")
        #expect(await eventually { (try? folder.text(of: "audit.jsonl"))?.contains("in-force") == true })
        try folder.write("policies/rules.yaml", RuleTexts.broken)
        #expect(await eventually { (try? folder.text(of: "audit.jsonl"))?.contains("refused") == true })
        service.signal(SIGHUP)
        #expect(await eventually { !folder.exists("state/audit/signing.next.pem") })
        try await service.stop()
        return try folder.text(of: "audit.jsonl").split(separator: "\n").map(String.init)
    }

    /// What a log writes about itself when something happens to it.
    /// What a disk that doesn't take records, a required sink and a log's own retention have written.
    private func others() async throws -> [String] {
        let folder = try TemporaryFolder()
        var options = AuditLogOptions()
        options.durability = .fsync
        options.synchronize = { _ in EIO }
        let unsynced = AuditLog(unopened: folder.path("audit.jsonl"), options: options)
        var entry = AuditEntry()
        entry.stop(reason: "x")
        guard case .pending(let record) = try unsynced.submit(entry) else {
            throw TestFault("nothing waits for the disk")
        }
        await #expect(throws: AuditError.self) { try await record.kept() }
        var failure = SinkFailure(since: .now(), error: "the sink `x` takes nothing")
        failure.unconfirmed = [1]
        entry.sinkFailed(failure)
        try unsynced.append(entry)
        unsynced.close()

        options = AuditLogOptions()
        options.rotation = RotationOptions(size: 4096, keep: 1, compresses: false)
        let rotated = AuditLog(unopened: folder.path("rotated.jsonl"), options: options)
        entry.stop(reason: String(repeating: "x", count: 1000))
        let isRetired = try await eventually { [entry] in
            try rotated.append(entry)
            return try folder.text(of: "rotated.jsonl").contains(#""phase":"retention""#)
        }
        #expect(isRetired)
        rotated.close()
        return try ["audit.jsonl", "rotated.jsonl"].flatMap {
            try folder.text(of: $0).split(separator: "\n").map(String.init)
        }
    }

    private func gaps() throws -> [String] {
        let folder = try TemporaryFolder()
        let log = folder.path("audit.jsonl")
        let keys = try AuditKeys(directory: folder.makeFolder("keys"))
        var lines: [String] = []
        var entry = AuditEntry()
        entry.stop(reason: "x")
        /// A run of a plugin that writes two records, with something done before and in between.
        func run(before: () throws -> Void = {}, between: () throws -> Void = {}) throws {
            try before()
            let audit = AuditLog(unopened: log, options: AuditLogOptions(keys: keys))
            _ = try? audit.append(entry)
            try? audit.checkpoint()
            try between()
            // The log looks at what became of its file once a second.
            usleep(1_100_000)
            try audit.append(entry)
            audit.close()
            lines += try folder.text(of: "audit.jsonl").split(separator: "\n").map(String.init)
        }
        try run()
        try run(before: { try folder.write("audit.jsonl", Array(try folder.text(of: "audit.jsonl").utf8.dropLast(9))) })
        try run(before: {
            let all = try folder.text(of: "audit.jsonl").split(separator: "\n")
            try folder.write("audit.jsonl", all[0] + "\n")
        })
        try run(between: { try FileManager.default.removeItem(atPath: log) })
        try run(between: { #expect(truncate(log, 0) == 0) })
        try run(
            before: {
                try FileManager.default.removeItem(atPath: log)
                try folder.makeFolder("audit.jsonl")
            },
            between: { try FileManager.default.removeItem(atPath: log) }
        )
        return lines
    }
}
