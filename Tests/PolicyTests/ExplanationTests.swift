import DockerAPI
import Foundation
import StrictJSON
import Testing

@testable import Policy

struct ExplanationTests {
    private static let file = RuleFile(
        name: "policies/team.yaml",
        text: """
            version: 1
            groups: { dev: [alice] }
            rules:
              - id: dev.create
                effect: allow
                match:
                  group: dev
                  path: /containers/create
                  body.Image: { all: 'registry/.*' }
              - id: dev.read
                effect: allow
                match: { group: dev, method: GET }
              - id: no.etc
                effect: deny
                message: Not /etc.
                match:
                  body.HostConfig.Binds: '/etc(/.*)?:.*'
              - id: soon
                effect: deny
                mode: monitor
                match: { any: [ { query.name: 'x.*' }, { not: { user: alice } } ] }
              - id: far
                effect: allow
                match: { user: zoe, method: PUT, path: /nowhere }
            """
    )

    @Test func whyACallIsDeniedByARule() throws {
        let policy = try policy([Self.file])
        let body = #"{"Image":"nginx","HostConfig":{"Binds":["/etc/x:/x","data:/d"]}}"#
        let explanation = policy.explain(call("POST", "/v1.43/containers/create?name=web", body: body))
        #expect(
            explanation.text() == """
                denied: Not /etc.
                  reason       denied-by-rule
                  by           deny no.etc  policies/team.yaml:13

                  call         POST /containers/create?name=web
                  version      1.43
                  action       container.create
                  target       web
                  user         `alice` by TLS
                  groups       dev
                  body         {"HostConfig":{"Binds":["/etc/x:/x","data:/d"]},"Image":"nginx"}
                  uses         host_mount: /etc/x
                  uses         host_mount_rw: /etc/x
                  uses         image: docker.io/library/nginx:latest
                  uses         network: bridge

                rules that matched
                  deny no.etc  policies/team.yaml:13
                    holds     body.HostConfig.Binds: '/etc(/.*)?:.*'

                rules that came close
                  allow dev.create  policies/team.yaml:4
                    holds     group: dev
                    holds     path: /containers/create
                    fails     body.Image: { all: 'registry/.*' }  (line 9; saw `nginx`)
                  allow dev.read  policies/team.yaml:10
                    holds     group: dev
                    fails     method: GET  (line 12; saw `POST`)

                2 other rules don't match

                """
        )
    }

    @Test func everyRuleWhenAsked() throws {
        let text = try policy([Self.file]).explain(call("POST", "/v1.43/containers/create", body: "{}")).text(
            isComplete: true
        )
        #expect(
            text.contains(
                """
                other rules
                  deny no.etc  policies/team.yaml:13
                    fails     body.HostConfig.Binds: '/etc(/.*)?:.*'  (line 17; there is no value)
                  deny soon (monitor)  policies/team.yaml:18
                    fails     any: [{ query.name: 'x.*' }, { not: { user: alice } }]  (line 21)
                      fails     query.name: 'x.*'  (line 21; there is no value)
                      fails     not: { user: alice }  (line 21)
                        holds     user: alice
                  allow far  policies/team.yaml:22
                    fails     user: zoe  (line 24; saw `alice`)
                    fails     method: PUT  (line 24; saw `POST`)
                    fails     path: /nowhere  (line 24; saw `/containers/create`)
                """
            ),
            "\(text)"
        )
    }

    @Test func guardsAndMonitoredRulesAreShown() throws {
        let policy = try policy([Self.file])
        let text = policy.explain(call("GET", "/v1.43/containers/json?name=x1")).text()
        #expect(text.hasPrefix("allowed\n  reason       allowed-by-rule\n  by           allow dev.read"))
        #expect(text.contains("\n  would deny   deny soon (monitor)  policies/team.yaml:18\n"))
        var modes = GuardModes()
        modes[.unknownEndpoint] = .monitor
        let unknown = policy.explain(call("GET", "/nothing"), guards: modes).text()
        #expect(unknown.contains("\nguards\n  monitor  unknown-endpoint: "))
        #expect(unknown.contains("\n  would deny   the guard unknown-endpoint\n"))
        #expect(policy.explain(call("GET", "/nothing")).text().contains("\nguards\n  denies   unknown-endpoint: "))
    }

    @Test func whatAValueCouldNotBeMatchedForIsSaid() throws {
        let policy = try policy(rule("{ query.term: '(a+)+', method: GET }"))
        let slow = String(repeating: "a", count: 50) + "!"
        let explanation = policy.explain(call("GET", "/images/search?term=\(slow)"))
        #expect(explanation.text().contains("failed       r: match-limit"))
        #expect(explanation.text().contains("(failed))"))
    }

    @Test func aVariableWithoutValueIsSaid() throws {
        let policy = try policy(rule("{ path: '/containers/${user}/json', method: GET }"))
        let explanation = policy.explain(call("GET", "/containers/x/json", user: ""))
        #expect(explanation.rules.first?.outcome == .undefined)
        #expect(explanation.close.count == 1)
        #expect(explanation.text().contains("undefined path: '/containers/${user}/json'"))
    }

    @Test func manyValuesAreCutAndThoseThatDontFitComeFirst() throws {
        let policy = try policy(rule("{ body.Env: { all: 'A.*' } }"))
        let env = (0..<50).map { "\"A\($0)\"" }.joined(separator: ",") + ",\"B=\u{1b}[2J\""
        let explanation = policy.explain(
            call("POST", "/containers/create", body: "{\"Env\":[\(env.replacing("\u{1b}", with: "\\u001b"))]}")
        )
        let condition = try #require(explanation.rules.first?.conditions.first)
        #expect(condition.valueCount == 51)
        #expect(condition.values.count == ExplainedCondition.valueLimit)
        #expect(condition.values.first == ExplainedValue(text: "B=\\u{1b}[2J", outcome: .fails))
    }

    @Test func closestRulesComeFirst() throws {
        let rules = [
            "  - { id: three, effect: allow, match: { user: bob, method: PUT, path: /info, version: x } }",
            "  - { id: one, effect: allow, match: { user: alice, method: PUT, path: /info } }",
            "  - { id: two, effect: allow, match: { user: bob, method: PUT, path: /info } }",
            "  - { id: none, effect: allow, match: { user: bob, path: /version } }",
            "  - { id: single, effect: allow, match: { user: bob } }",
        ]
        let policy = try policy("version: 1\nrules:\n\(rules.joined(separator: "\n"))\n")
        let explanation = policy.explain(call("GET", "/info"))
        #expect(explanation.close.map(\.rule.id) == ["one", "two"])
        #expect(explanation.rules.map(\.rule.id) == ["one", "two", "single", "none", "three"])
    }

    @Test func asJSON() throws {
        let policy = try policy([Self.file])
        var writer = JSONWriter()
        let body = #"{"Image":"nginx","Env":["A=\u0000\u001b"],"HostConfig":{"Binds":["/etc:/x"]}}"#
        policy.explain(call("POST", "/v1.43/containers/create?name=x", body: body)).write(to: &writer)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(writer.bytes)) as? [String: Any])
        #expect(object["decision"] as? String == "deny")
        #expect(object["reason"] as? String == "denied-by-rule")
        let deciding = try #require((object["rules"] as? [[String: Any]])?.first)
        #expect(deciding["id"] as? String == "no.etc")
        #expect(deciding["file"] as? String == "policies/team.yaml")
        #expect(deciding["line"] as? Int == 13)
        let would = try #require(object["would"] as? [String: Any])
        #expect((would["deny"] as? [[String: Any]])?.first?["id"] as? String == "soon")
        let call = try #require(object["call"] as? [String: Any])
        #expect(call["path"] as? String == "/containers/create")
        #expect(call["groups"] as? [String] == ["dev"])
        #expect((call["uses"] as? [String: [String]])?["host_mount"] == ["/etc"])
        let rules = try #require(object["evaluated"] as? [[String: Any]])
        #expect(rules.count == 5)
        let create = try #require(rules.first { $0["id"] as? String == "dev.create" })
        #expect(create["outcome"] as? String == "fails")
        #expect(create["close"] as? Bool == true)
        let conditions = try #require(create["conditions"] as? [[String: Any]])
        #expect(conditions.map { $0["outcome"] as? String } == ["holds", "holds", "fails"])
        #expect((conditions[2]["values"] as? [[String: Any]])?.first?["value"] as? String == "nginx")
        #expect(conditions[2]["line"] as? Int == 9)
        var tokens = JSONTokens()
        #expect(tokens.scan(writer.bytes.span) == nil)
    }

    /// Whatever the call: one JSON value and text without control characters.
    @Test func anythingCanBeExplained() throws {
        var generator = PolicyGenerator(seed: 31)
        for _ in 0..<40 {
            let policy = try policy(generator.files([(0..<5).map { generator.rule("r\($0)") }]))
            for _ in 0..<10 {
                let explanation = policy.explain(generator.call())
                var writer = JSONWriter()
                explanation.write(to: &writer)
                var tokens = JSONTokens()
                #expect(tokens.scan(writer.bytes.span) == nil)
                #expect(!explanation.text(isComplete: true).unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
            }
        }
    }
}
