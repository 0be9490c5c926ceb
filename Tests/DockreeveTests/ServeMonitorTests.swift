import Testing

/// Monitor mode: the answer is to allow, and the record tells what it would have been.
@Suite struct ServeMonitorTests {
    private let privileged = Call.create(#"{"HostConfig":{"Privileged":true}}"#)

    @Test func theWholePluginMonitors() async throws {
        let service = try await Service.start(RuleTexts.unprivileged, options: ["--monitor"])
        #expect(try await service.ask(privileged).allow == true)
        let record = try #require(try service.records().last)
        #expect(record.decision == "allow" && record.reason == "monitor-mode")
        #expect(record.would?.decision == "deny")
        #expect(record.would?.deny == ["host.privileged"])
        #expect(service.output.contains("monitor mode: every call is allowed"))

        #expect(try await service.ask(Call()).allow == true)
        let allowed = try #require(try service.records().last)
        #expect(allowed.reason == "allowed-by-rule" && allowed.would == nil)
    }

    @Test func aGuardFindingIsAllowedAndRecorded() async throws {
        let service = try await Service.start(options: ["--monitor"])
        #expect(try await service.ask(Call(uri: "/containers/../json")).allow == true)
        let record = try #require(try service.records().last)
        #expect(record.reason == "monitor-mode" && record.would?.decision == "deny")
        #expect(record.findings?.first?.hasPrefix("malformed-uri: ") == true)
    }

    @Test func aBrokenPolicyMonitorsToo() async throws {
        let service = try await Service.start(RuleTexts.broken, options: ["--monitor"])
        #expect(try await service.ask(Call()).allow == true)
        let record = try #require(try service.records().last)
        #expect(record.decision == "allow" && record.would?.decision == "deny")
    }

    /// Who monitors still wants the record: without one nothing is known of the call.
    @Test func aCallThatCantBeReadIsNotAllowed() async throws {
        let service = try await Service.start(options: ["--monitor"])
        let answer = try await service.ask("/AuthZPlugin.AuthZReq", Array("{}".utf8))
        #expect(answer.status == 400 && answer.allow == nil)
        #expect(try service.records().last?.reason == "malformed-call")
    }

    @Test func oneGuardMonitors() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("dockreeve.yaml", "guards: { unknown-endpoint: monitor }\n")
        let service = try await Service.start(in: folder, options: ["--config", file])
        #expect(try await service.ask(Call(uri: "/nowhere")).allow == true)
        let record = try #require(try service.records().last)
        #expect(record.decision == "allow" && record.reason == "allowed-by-rule")
        #expect(record.would?.decision == "deny" && record.would?.guards == ["unknown-endpoint"])
        #expect(service.output.contains("`unknown-endpoint` only records"))

        #expect(try await service.ask(Call(uri: "/containers/../json")).allow == false)
        #expect(try service.records().last?.reason == "malformed-uri")
    }

    @Test func oneRuleMonitors() async throws {
        let rules = RuleTexts.unprivileged.replacing(
            "id: host.privileged",
            with: "id: host.privileged\n    mode: monitor"
        )
        let service = try await Service.start(rules)
        #expect(try await service.ask(privileged).allow == true)
        let record = try #require(try service.records().last)
        #expect(record.rules == ["all.of-it"])
        #expect(record.would?.deny == ["host.privileged"])
    }
}
