import Foundation
import TestSupport
import Testing

extension RealDockerd {
    /// What the log says of calls that really happened.
    @Suite struct AuditLog {
        @Test func `an allowed call has a record for its request and one for its response`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.unprivileged) { plugin in
                let answer = try await engine.send(RawCall("list", "/v1.41/images/json?all=1", method: "GET"))
                #expect(answer.status == 200, "\(answer)")
                _ = await eventually(within: 5) { (try? plugin.records().contains { $0.phase == "response" }) ?? false }

                let records = try plugin.records().filter { $0.method == "GET" }
                let request = try #require(records.first { $0.phase == "request" })
                #expect(request.uri == "/images/json?all=1")
                #expect(request.rawURI == "/v1.41/images/json?all=1")
                #expect(request.decision == "allow")
                #expect(request.rules == ["people.use-docker"])
                #expect(request.reason == "allowed-by-rule")
                #expect(request.user == nil || request.user == "")
                #expect(request.policy?.sha256.count == 64)
                #expect(request.status == nil)
                #expect((request.tookMicroseconds ?? -1) >= 0)

                let response = try #require(records.first { $0.phase == "response" })
                #expect(response.id == request.id)
                #expect(response.status == 200)
                #expect(response.uri == request.uri)
            }
        }

        @Test func `a denied call has one record, for dockerd never answers it`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.unprivileged) { plugin in
                let body = #"{"Image":"busybox:test","HostConfig":{"Privileged":true}}"#
                let answer = try await engine.send(RawCall("create", "/v1.41/containers/create", body: body))
                #expect(answer.status == 403, "\(answer)")
                let records = try plugin.records().filter { $0.method == "POST" }
                #expect(records.map(\.phase) == ["request"])
                #expect(records.first?.decision == "deny")
                #expect(records.first?.policy?.revision == 1)
            }
        }

        @Test func `records are numbered without a gap, over a restart too, and times never go back`() async throws {
            let engine = try Engine.current
            let audit = "audit-restart.jsonl"
            try engine.sandbox.write(Policies.everything, to: "policies-restart/rules.yaml")
            for _ in 0..<2 {
                let plugin = try await Plugin.start(
                    in: engine.sandbox,
                    policies: engine.sandbox.path("policies-restart"),
                    audit: audit
                )
                try await engine.with(plugin) { _ in
                    for _ in 0..<3 {
                        let answer = try await engine.send(RawCall("ping", "/_ping", method: "GET"))
                        #expect(answer.status == 200, "\(answer)")
                    }
                }
            }
            let records = try AuditLine.all(in: try engine.sandbox.text(of: audit))
            #expect(records.map(\.seq) == Array(1...records.count))
            #expect(records.map(\.time) == records.map(\.time).sorted())
            #expect(records.filter { $0.phase == "request" && $0.uri == "/_ping" }.count == 6)
            #expect(records.filter { $0.phase == "start" }.count == 2)
            #expect(records.filter { $0.phase == "stop" }.count == 2)
        }

        @Test func `bodies and headers with secrets are not in the log`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.unprivileged) { plugin in
                let call = RawCall(
                    "create",
                    "/v1.41/containers/create",
                    body: #"{"Image":"busybox:test","Env":["DATABASE_PASSWORD=hunter2-in-the-body"]}"#
                ).with { $0.headers.append("X-Session: hunter2-in-a-header") }
                let answer = try await engine.send(call)
                #expect(answer.status == 201, "\(answer)")
                #expect(try plugin.records().contains { $0.uri == "/containers/create" })
                #expect(!(try engine.sandbox.text(of: plugin.audit)).contains("hunter2"))
            }
        }

        @Test func `the log is for its owner only`() async throws {
            let engine = try Engine.current
            try await engine.with(Policies.everything) { plugin in
                let attributes = try FileManager.default.attributesOfItem(atPath: engine.sandbox.path(plugin.audit))
                let mode = try #require(attributes[.posixPermissions] as? Int)
                #expect(mode & 0o027 == 0, "mode \(String(mode, radix: 8))")
            }
        }
    }
}
