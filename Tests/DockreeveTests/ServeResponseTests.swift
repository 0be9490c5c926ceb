import DockerAPI
import DockerPlugin
import Policy
import Testing

@testable import dockreeve

/// The response phase: looked at where a rule asks for it, and else left alone.
@Suite struct ServeResponseTests {
    private static let rules =
        RuleTexts.everything + """
              - id: answer.secret
                effect: deny
                message: That is not for you.
                match: { phase: response, response.body.Token: '.+' }

            """

    private func answer(_ body: String?, status: Int = 200) -> Call {
        Call(status: status, responseBody: body, responseHeaders: ["Content-Type": "application/json"])
    }

    @Test func aRuleHoldsAnAnswerBack() async throws {
        let service = try await Service.start(Self.rules)
        let denied = try await service.ask(answer(#"{"Token":"x"}"#))
        #expect(denied.allow == false && denied.message.contains("That is not for you. [answer.secret, "))
        #expect(try await service.ask(answer(#"{"Token":null}"#)).allow == true)
        let record = try #require(try service.records().last { $0.decision == "deny" })
        #expect(record.phase == "response" && record.status == 200 && record.rules == ["answer.secret"])
    }

    @Test(arguments: ["{", "OK", "{\"Token\":\"x\"}{}", "\u{FEFF}{}", "[[[["])
    func whatIsNoJSONPasses(body: String) async throws {
        let service = try await Service.start(Self.rules)
        #expect(try await service.ask(answer(body)).allow == true)
    }

    /// The body isn't even decoded.
    @Test func withoutAResponseRuleNobodyLooks() throws {
        let answer = try AuthorizationResponse(json: answer(#"{"Token":"x"}"#).json)
        let rule = RuleFile(name: "a.yaml", text: Self.rules)
        let none = RuleFile(name: "a.yaml", text: RuleTexts.everything)
        for (file, isRead) in [(rule, true), (none, false)] {
            let policy = try #require(Policy.compile([file]).policy)
            #expect(policy.hasResponseRules == isRead && policy.needs.responseBody == isRead)
            var wire = WireCall()
            var scratch: [UInt8] = []
            wire.fill(from: answer, scratch: &scratch)
            if policy.hasResponseRules { wire.fillBody(from: answer, scratch: &scratch) }
            var reader = CallReader()
            reader.read(wire, needs: policy.needs)
            let body = reader.call.values(of: .responseBody)
            #expect(body == (isRead ? [#"{"Token":"x"}"#] : []))
            #expect(reader.call.status == 200)
        }
    }
}
