import DockerAPI
import Testing

@testable import Policy

struct DenialMessageTests {
    private func text(_ policy: Policy, _ call: APICall) -> String {
        DenialMessage.text(for: policy.decide(call), id: "7f3a")
    }

    private func denying(_ message: String) throws -> Policy {
        try policy(
            """
            version: 1
            groups: { members: [alice] }
            rules:
              - id: host.privileged
                effect: deny
                message: \(message)
                match: { path: /info }
            """
        )
    }

    @Test func theRulesMessageItsIdAndTheDecisionsId() throws {
        let policy = try denying("Privileged containers can take over this host.")
        #expect(
            text(policy, call("GET", "/info"))
                == "Privileged containers can take over this host. [host.privileged, 7f3a]"
        )
    }

    @Test func variablesInMessagesAreTheCallersValues() throws {
        let policy = try denying("Only /home/${user} and what ${group} may, not ${cert.ou}.")
        #expect(
            text(policy, call("GET", "/info"))
                == "Only /home/alice and what members may, not <no cert.ou>. [host.privileged, 7f3a]"
        )
        #expect(text(policy, call("GET", "/info", user: "")).contains("/home/<no user> and what <no group>"))
    }

    @Test func whatACallerIsCalledCannotActOnATerminal() throws {
        let policy = try denying("Hello ${user}")
        let name = "\u{1b}[31m\u{202e}evil\n" + String(repeating: "x", count: 5000)
        let message = text(policy, call("GET", "/info", user: name))
        #expect(message.hasPrefix("Hello \\u{1b}[31m\\u{202e}evil\\u{a}xxx"))
        #expect(message.count < 200)
        let path = text(
            policy,
            call("GET", "/containers/%1b%5b2J\(String(repeating: "y", count: 9000))/json", user: name)
        )
        #expect(!path.contains("\u{1b}"))
        #expect(path.count < 1000)
    }

    @Test func whenNoRuleMatchesItSaysWhatAndWho() throws {
        let policy = try denying("x")
        #expect(
            text(policy, call("GET", "/v1.43/containers/json", user: "bob"))
                == "no rule allows GET /containers/json for user `bob` [no-rule-matched, 7f3a]"
        )
        #expect(
            text(policy, call("GET", "/version", user: ""))
                == "no rule allows GET /version for callers without a name (the local socket) [no-rule-matched, 7f3a]"
        )
        #expect(
            text(policy, call("GET", "/version", user: "", authentication: "TLS"))
                == "no rule allows GET /version for a caller whose certificate has no name [no-rule-matched, 7f3a]"
        )
    }

    @Test func guardsSayWhatToDo() throws {
        let message = text(try denying("x"), call("POST", "/containers/create"))
        #expect(message.hasSuffix("[body-not-visible, 7f3a]"))
        #expect(message.contains("send it as application/json"))
    }

    @Test func manyRulesAreCounted() throws {
        let rules = (1...6).map { "  - { id: d\($0), effect: deny, match: { method: GET } }" }.joined(separator: "\n")
        let policy = try policy("version: 1\nrules:\n\(rules)\n")
        #expect(text(policy, call("GET", "/info")) == "GET /info is denied for user `alice` [d1, d2, d3, 3 more, 7f3a]")
    }

    @Test func aDenialWithoutPolicy() {
        let decision = Decision.refused(.noPolicy, message: "the policy in /etc/dockreeve has a mistake:\na.yaml:3:1")
        #expect(
            DenialMessage.text(for: decision, id: "1")
                == "the policy in /etc/dockreeve has a mistake:\\u{a}a.yaml:3:1 [no-policy, 1]"
        )
    }
}
