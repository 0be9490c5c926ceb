import Foundation
import Testing

/// How much of a call a running plugin records, by default and by rule.
@Suite struct ServeLevelTests {
    private static let rules = """
        version: 1
        rules:
          - { id: quiet, effect: allow, audit: none, match: { path: /_ping } }
          - { id: usual, effect: allow, match: { path: '/(info|_ping)', user: bob } }
          - { id: inspect, effect: allow, audit: response, match: { action: container.inspect } }
          - { id: create, effect: allow, audit: request, match: { action: container.create } }
          - { id: late, effect: deny, match: { phase: response, status: '418' } }
          - { id: answer, effect: deny, audit: response, match: { phase: response, status: '451' } }

        """

    private struct Line: Decodable {
        let phase: String
        let action: String?
        let decision: String?
        let level: String?
        let body: [String: [String]]?
        let response: [String: [String]]?
    }

    private func lines(_ service: Service) throws -> [Line] {
        try service.folder.text(of: "audit.jsonl").split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
        }
    }

    private func answer(_ call: Call, _ status: Int, _ body: String) -> Call {
        var answer = call
        answer.status = status
        answer.responseBody = body
        return answer
    }

    @Test func rulesSayHowMuchIsRecorded() async throws {
        let service = try await Service.start(Self.rules)
        let ping = Call(uri: "/_ping")
        let inspect = Call(uri: "/v1.43/containers/a/json")
        let create = Call.create(#"{"Env":["A=b"]}"#)
        for (call, status) in [(ping, 200), (inspect, 200), (create, 201)] {
            #expect(try await service.ask(call).allow == true)
            #expect(try await service.ask(answer(call, status, #"{"Cmd":["x"]}"#)).allow == true)
        }
        var found = try lines(service).filter { $0.action != nil }
        #expect(
            found.map { "\($0.phase) \($0.action ?? "")" } == [
                "request container.inspect", "response container.inspect", "request container.create",
                "response container.create",
            ]
        )
        #expect(found.map { $0.body != nil } == [false, false, true, false])
        #expect(found.map { $0.response != nil } == [false, true, false, false])

        // A call that nobody wanted recorded is, once its answer is denied; or when it was bob's.
        #expect(try await service.ask(ping).allow == true)
        #expect(try await service.ask(answer(ping, 418, "{}")).allow == false)
        #expect(try await service.ask(Call(uri: "/_ping", user: "bob")).allow == true)
        #expect(
            try await service.ask(Call(uri: "/_ping", user: "eve", status: 451, responseBody: #"{"a":["b"]}"#)).allow
                == false
        )
        found = try lines(service).filter { $0.action == "system.ping" }
        #expect(found.map(\.phase) == ["response", "request", "response"])
        #expect(found.map(\.decision) == ["deny", "allow", "deny"])
        #expect(found.map { $0.response != nil } == [false, false, true])
    }

    @Test func theConfigurationSaysSoForAllOthers() async throws {
        let folder = try TemporaryFolder()
        for (level, expected) in [("none", [false, false, true]), ("request", [true, true, true])] {
            try? FileManager.default.removeItem(atPath: folder.path("audit.jsonl"))
            let options = ["--config", try folder.write("dockreeve.yaml", "audit: { level: \(level) }\n")]
            let service = try await Service.start(RuleTexts.unprivileged, in: folder, options: options)
            let create = Call.create(#"{"Env":["A=b"]}"#)
            #expect(try await service.ask(create).allow == true)
            #expect(try await service.ask(answer(create, 201, "{}")).allow == true)
            #expect(try await service.ask(Call.create(#"{"HostConfig":{"Privileged":true}}"#)).allow == false)
            try await service.stop()
            let records = try service.folder.text(of: "audit.jsonl")
            #expect(records.contains(#""level":"\#(level)""#))
            let phases = ["\"phase\":\"request\"", "\"phase\":\"response\"", "\"decision\":\"deny\""]
            #expect(phases.map { records.contains($0) } == (level == "none" ? [true, false, true] : expected))
            #expect(records.contains(#""decision":"allow""#) == expected[0])
            #expect(records.contains(#""body":{"Env":["A=hmac:"#) == (level == "request"))
        }
    }

    /// Calls that are the same in everything but a header's number, all under way at once: each answer finds its call.
    @Test func sixtyFourCallsOfOneKindAtOnceKeepTheirIds() async throws {
        let service = try await Service.start()
        for round in 0..<4 {
            let calls = (0..<64).map { number in
                var call = Call(uri: "/v1.43/containers/json?all=\(number % 4)", user: "user\(number % 8)")
                call.headers["User-Agent"] = "client \(round) \(number)"
                return call
            }
            for isAnswer in [false, true] {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (number, call) in calls.enumerated().shuffled() {
                        group.addTask {
                            var call = call
                            if isAnswer { call.status = 200 + number }
                            let isAllowed = try await service.ask(call).allow
                            #expect(isAllowed == true)
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }
        let records = try service.records()
        let requests = records.filter { $0.phase == "request" }
        let answers = records.filter { $0.phase == "response" }
        #expect(requests.count == 256 && answers.count == 256)
        #expect(Set(requests.compactMap(\.id)).count == 256)
        #expect(Set(answers.compactMap(\.id)) == Set(requests.compactMap(\.id)))
        let asked = Dictionary(uniqueKeysWithValues: requests.map { ($0.id ?? "", $0) })
        for answer in answers {
            let number = try #require(answer.status) - 200
            let request = try #require(asked[answer.id ?? ""])
            #expect(request.user == answer.user && request.uri == answer.uri)
            #expect(answer.user == "user\(number % 8)" && answer.uri == "/containers/json?all=\(number % 4)")
        }
    }

    /// Of calls that are the same in everything nobody can tell the answers apart: each id is used once for each phase.
    @Test func twinsShareTheirIdsAmongThem() async throws {
        let service = try await Service.start()
        let call = Call(user: "alice")
        for isAnswer in [false, true] {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        var call = call
                        if isAnswer { call.status = 200 }
                        let isAllowed = try await service.ask(call).allow
                        #expect(isAllowed == true)
                    }
                }
                try await group.waitForAll()
            }
        }
        let records = try service.records()
        let ids = ["request", "response"].map { phase in records.filter { $0.phase == phase }.compactMap(\.id).sorted()
        }
        #expect(ids[0].count == 64 && Set(ids[0]).count == 64 && ids[0] == ids[1])
    }
}
