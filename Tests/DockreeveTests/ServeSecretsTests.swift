import Foundation
import Policy
import TestSupport
import Testing

/// What is secret in a call stands in no file that a plugin writes, whatever the level, and in nothing that it says.
@Suite struct ServeSecretsTests {
    private func configuration(_ folder: TemporaryFolder, _ audit: String) throws -> [String] {
        [
            "--config",
            try folder.write("dockreeve.yaml", "audit: { \(audit) }\n"),
        ]
    }

    /// An answer that has what the request had: the same names, so that nothing less of it is secret.
    private func answered(_ call: Call) -> Call {
        var answer = call
        answer.status = 200
        // A list of settings has no names that tell anything in an answer, and unknown fields are shown in one.
        if let body = call.body, body.hasPrefix("{"), !body.contains(#""Novelty":{"#), !body.contains(#""Image":["#) {
            answer.responseBody = body.replacing(/"Novelty":"[^"]*"/, with: #""Novelty":"""#)
        }
        return answer
    }

    @Test(arguments: AuditLevel.allCases)
    func noSecretIsWrittenAnywhere(_ level: AuditLevel) async throws {
        var canaries = Canaries()
        let calls = canaries.calls()
        #expect(canaries.planted.count > 1500)
        let folder = try TemporaryFolder()
        let options = try configuration(folder, "level: \(level.rawValue)")
        let service = try await Service.start(in: folder, options: options)
        for call in calls {
            // Denied or not: what a client is told, dockerd writes into its own log.
            let denial = try await service.ask(call)
            #expect(canaries.found(in: denial.text) == [], "\(call.method) \(call.uri.prefix(60))")
            _ = try await service.ask(answered(call))
        }
        // A rotated log, and one with a torn end.
        try folder.move("audit.jsonl", to: "audit.jsonl.1")
        service.signal(SIGHUP)
        #expect(await eventually { folder.exists("audit.jsonl") })
        // What isn't even a call is recorded at any level.
        let broken = Array(#"{"RequestUri":"\#(canaries.planted[0].secret)"#.utf8)
        #expect(try await service.ask("/AuthZPlugin.AuthZReq", broken).allow != true)
        try await service.stop(SIGKILL)
        let log = try folder.text(of: "audit.jsonl.1")
        let last = try folder.text(of: "audit.jsonl")
        try folder.write("audit.jsonl", Array(last.utf8.dropLast(20)))
        let again = try await Service.start(in: folder, options: options)
        try await again.stop()

        let names = FileManager.default.subpaths(atPath: folder.path) ?? []
        #expect(names.contains { $0.hasSuffix(".torn") } && names.contains("state/audit/redaction.key"))
        var count = 0
        for name in names {
            guard let bytes = FileManager.default.contents(atPath: folder.path(name)) else { continue }
            count += 1
            #expect(canaries.found(in: String(decoding: bytes, as: UTF8.self)) == [], "\(name)")
        }
        #expect(count >= 8)
        #expect(canaries.found(in: service.output + again.output) == [])
        // The test has seen something: replacements, and bodies where they were asked for.
        #expect(log.contains("hmac:"))
        #expect(log.contains(#""body":{"#) == (level >= .request))
        #expect(log.contains(#""response":{"#) == (level >= .response))
    }

    @Test func withoutAKeyNothingIsWrittenEither() async throws {
        var canaries = Canaries()
        let calls = canaries.calls()
        let folder = try TemporaryFolder()
        try folder.makeFolder("state/audit")
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: folder.path("state/audit"))
        let service = try await Service.start(in: folder, options: try configuration(folder, "level: response"))
        for call in calls.prefix(40) { _ = try await service.ask(call) }
        let log = try folder.text(of: "audit.jsonl")
        #expect(canaries.found(in: log) == [] && !log.contains("hmac:") && log.contains("NAME=redacted"))
        #expect(service.output.contains("is replaced by `redacted`"), "\(service.output)")
    }

    @Test func hashFindsASecret() async throws {
        let folder = try TemporaryFolder()
        let service = try await Service.start(in: folder, options: try configuration(folder, "level: request"))
        let call = Call.create(#"{"Image":"x","Env":["A=s3cret"]}"#, user: "alice")
        _ = try await service.ask(call)
        let state = ["--state", folder.path("state")]
        let given = try await Program.runList(["audit", "hash", "s3cret"] + state)
        let read = try await Program.run("audit", "hash", "--state", folder.path("state"), input: "s3cret\n")
        let dash = try await Program.run("audit", "hash", "-", "--state", folder.path("state"), input: "s3cret")
        #expect(given.status == 0 && given.output.wholeMatch(of: /hmac:[0-9a-f]{32}\n/) != nil, "\(given)")
        #expect(read.output == given.output && dash.output == given.output)
        let text = given.output.trimmingCharacters(in: .newlines)
        let found = try await Program.run("audit", "search", "--text", text, "--count", folder.path("audit.jsonl"))
        #expect(found.output.hasPrefix("1"), "\(found)")
        let none = try await Program.run("audit", "hash", "x", "--state", folder.path("nowhere"))
        #expect(none.status == 2 && none.errors.contains("there is no key"), "\(none)")
        #expect(!folder.exists("nowhere"))
    }

    @Test func placesAndPatternsOfTheConfigurationAreHidden() async throws {
        let folder = try TemporaryFolder()
        let options = try configuration(
            folder,
            "level: request, redact: { places: [body.Hostname, query.name, uses.image], patterns: ['AKIA\\w+'] }"
        )
        let service = try await Service.start(in: folder, options: options)
        var call = Call.create(#"{"Image":"priv","Hostname":"h0st","Cmd":["AKIA77","plain"]}"#, user: "alice")
        call.uri += "?name=nam3"
        _ = try await service.ask(call)
        let log = try folder.text(of: "audit.jsonl")
        for secret in ["h0st", "nam3", "AKIA77", "library/priv"] { #expect(!log.contains(secret), "\(secret)") }
        #expect(
            log.contains("plain")
                && log.contains(#""redacted":["query.name","target","uses.image","body.Cmd","body.Hostname"]"#)
        )
    }
}
