import Foundation
import Testing

/// `dockreeve serve` with and without a policy to go by.
@Suite struct ServePolicyTests {
    @Test func itSaysWhoItIs() async throws {
        let service = try await Service.start()
        let answer = try await service.ask("/Plugin.Activate", [])
        #expect(answer.status == 200)
        #expect(answer.text == #"{"Implements":["authz"]}"#)
    }

    @Test func rulesDecideAndAreRecorded() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        let allowed = try await service.ask(.create(#"{"Image":"busybox"}"#, user: "alice"))
        #expect(allowed.status == 200 && allowed.allow == true)
        let denied = try await service.ask(.create(#"{"HostConfig":{"Privileged":true}}"#, user: "bob"))
        #expect(denied.status == 200 && denied.allow == false)
        #expect(denied.message.hasPrefix("Privileged containers can take over this host. [host.privileged, "))

        let records = try service.records().filter { $0.phase == "request" }
        #expect(records.map(\.user) == ["alice", "bob"])
        #expect(records.map(\.decision) == ["allow", "deny"])
        #expect(records.map(\.rules) == [["all.of-it"], ["host.privileged"]])
        // What the client is told names the record.
        #expect(denied.message.contains(try #require(records.last?.id)))
    }

    @Test func whatNoRuleAllowsIsDenied() async throws {
        let service = try await Service.start(RuleTexts.everything.replacing("'.*'", with: "HEAD"))
        let answer = try await service.ask(Call())
        #expect(answer.status == 200 && answer.allow == false)
        #expect(try service.records().last?.reason == "no-rule-matched")
    }

    @Test func aBrokenPolicyDeniesAndSaysWhere() async throws {
        let service = try await Service.start(RuleTexts.broken)
        let answer = try await service.ask(Call())
        #expect(answer.status == 200 && answer.allow == false)
        #expect(answer.message.contains("\(service.folder.path("policies/rules.yaml")):5:14: "), "\(answer)")
        #expect(answer.message.contains("`methud`") && answer.message.contains("dockreeve check"), "\(answer)")
        #expect(service.output.contains("did you mean `method`?"), "\(service.output)")

        let records = try service.records()
        #expect(records.map(\.phase) == ["start", "policy", "request"])
        #expect(records[1].reason == "refused" && records[1].error?.contains(":5:14: ") == true)
        #expect(records[2].reason == "no-policy" && records[2].decision == "deny")
    }

    @Test func severalMistakesAreCounted() async throws {
        let service = try await Service.start(RuleTexts.broken.replacing("effect: allow", with: "efect: allow"))
        let answer = try await service.ask(Call())
        #expect(answer.allow == false)
        #expect(answer.message.contains("more)"), "\(answer)")
    }

    @Test func aMissingPolicyDirectoryDenies() async throws {
        let service = try await Service.start(nil)
        let answer = try await service.ask(Call())
        #expect(answer.status == 200 && answer.allow == false)
        #expect(answer.message.contains(service.folder.path("policies")), "\(answer)")
        #expect(try service.records().last?.reason == "no-policy")
        #expect(try await service.stop() == 0)
    }

    @Test func anEmptyPolicyDirectoryDenies() async throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("policies")
        let service = try await Service.start(nil, in: folder)
        #expect(try await service.ask(Call()).allow == false)
    }

    @Test func aPolicyThatOthersCanWriteDenies() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("policies/rules.yaml", RuleTexts.everything)
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
        let service = try await Service.start(nil, in: folder)
        let answer = try await service.ask(Call())
        #expect(answer.allow == false)
        #expect(answer.message.contains("others than the owner can write"), "\(answer)")
    }

    @Test func guardsDenyBeforeAnyRule() async throws {
        let service = try await Service.start()
        for (uri, reason) in [
            ("/v1.43/containers/%2e%2e/json", "malformed-uri"), ("/nowhere", "unknown-endpoint"),
            ("/containers/a\u{1}/json", "malformed-uri"),
        ] {
            let answer = try await service.ask(Call(uri: uri))
            #expect(answer.status == 200 && answer.allow == false, "\(uri): \(answer)")
            #expect(try service.records().last?.reason == reason)
        }
        let twice = try await service.ask(.create(#"{"HostConfig":{},"hostconfig":{"Privileged":true}}"#))
        #expect(twice.allow == false)
        #expect(try service.records().last?.reason == "ambiguous-body")
    }

    @Test func manyConnectionsAreAnsweredAndNumbered() async throws {
        let service = try await Service.start(RuleTexts.unprivileged)
        let calls = 40
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    try await onOwnThread { [socket = service.socket] in
                        let connection = try PluginSocket(socket)
                        for number in 0..<calls {
                            let isPrivileged = (worker + number) % 2 == 0
                            let call = Call.create(
                                #"{"HostConfig":{"Privileged":\#(isPrivileged)}}"#,
                                user: "user\(worker)"
                            )
                            connection.post(call.path, call.json)
                            #expect(try connection.answer().allow == !isPrivileged)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let records = try service.records()
        #expect(records.map(\.seq) == Array(1...8 * calls + 1))
        let ids = records.compactMap(\.id)
        #expect(ids.count == 8 * calls && Set(ids).count == ids.count)
    }
}
