import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// `${…}` in patterns: the caller's own value and nothing more.
struct VariableTests {
    fileprivate static let hostile = [
        ".*", "...", "a|b", "|", "()", "[a-z]", "\\E.*", "\\Q.*", "\\", "\\\\", "a\\", "*", "+", "?", "{1}", "$", "^",
        "(?s).*",
        "(?#", "a)|(.*", "x{0}", "\\d", "-", "]", "[", "#", " ", "a b", "é", "\u{212A}", "🐳", "${user}", "${group}",
        "(*ACCEPT)",
        "\\x{41}", "&", "~", "a.b",
    ]

    @Test(arguments: VariableTests.hostile)
    func aValueMatchesItselfOnly(user: String) throws {
        let policy = try policy(rule("{ query.term: '${user}' }"))
        let others = Self.hostile + ["", "a", "b", "alice", "aa", "A", "k", "41", "xyz", "a\nb"]
        for other in others {
            let encoded = percentEncoded(other)
            let decision = policy.decide(call("GET", "/images/search?term=\(encoded)", user: user))
            #expect(decision.allowed == (other == user), "user `\(user)` and value `\(other)`: \(decision.reason)")
        }
    }

    @Test(arguments: VariableTests.hostile)
    func whatFollowsIsAboutAllOfTheValue(user: String) throws {
        // As a character: `+` would repeat the last one only.
        let policy = try policy(rule("{ query.term: '(?x) x ${user}{2} # ${user}' }"))
        func term(_ text: String) -> APICall {
            call("GET", "/images/search?term=\(percentEncoded(text))", user: user)
        }
        #expect(policy.allows(term("x\(user)\(user)")))
        #expect(!policy.allows(term("x\(user)")))
        #expect(!policy.allows(term("x")))
        #expect(!policy.allows(term("x\(user)\(user)y")))
    }

    @Test(arguments: ["a\nb", "\n", "a\u{0}b", "\u{7f}", "..", ".", "a/b", "../etc", "/", "", "\t"])
    func aValueThatLeadsElsewhereIsNone(user: String) throws {
        let policy = try policy(
            """
            version: 1
            rules:
              - { id: a, effect: allow, match: { body.Name: '(/home/)?${user}(/.*)?' } }
              - { id: b, effect: allow, match: { body.Name: { not: '${user}' } } }
              - { id: c, effect: allow, match: { body.Name: { none: '${user}' } } }
              - { id: d, effect: allow, match: { not: { body.Name: '${user}' } } }
              - { id: e, effect: allow, match: { not: { not: { body.Name: '${user}' } } } }
              - { id: f, effect: allow, match: { body.Name: { all: '${user}' } } }
            """
        )
        for name in ["", "a", "/home/x", "/home//etc", "/home/../etc", "a/b", "..", "."] {
            let decision = policy.decide(call("POST", "/volumes/create", user: user, body: "{\"Name\":\"\(name)\"}"))
            #expect(decision.reason == .noRuleMatched, "\(decision.ruleIDs)")
        }
    }

    @Test func anEmptyValueOpensNothingAndDeniesWhatIsOutside() throws {
        let policy = try policy(
            """
            version: 1
            rules:
              - { id: all, effect: allow, match: { method: POST } }
              - { id: outside, effect: deny, match: { body.HostConfig.Binds: { not: '/home/${user}(/.*)?:.*' } } }
            """
        )
        let body = #"{"HostConfig":{"Binds":["/home/alice/x:/x"]}}"#
        #expect(policy.allows(call("POST", "/containers/create", user: "alice", body: body)))
        #expect(policy.decide(call("POST", "/containers/create", user: "", body: body)).ruleIDs == ["outside"])
        #expect(policy.decide(call("POST", "/containers/create", user: "bob", body: body)).ruleIDs == ["outside"])
    }

    @Test func anotherPatternOfTheConditionStillCounts() throws {
        let policy = try policy(rule("{ path: ['/info', '/containers/${user}/json'] }"))
        #expect(policy.allows(call("GET", "/info", user: "")))
        #expect(!policy.allows(call("GET", "/containers//json", user: "")))
    }

    @Test func groupsStandForEachOfTheirNames() throws {
        let extra = "groups: { blue: [alice], red: [alice, bob] }"
        let policy = try policy(rule("{ query.term: '${group}-${user}' }", extra: extra))
        #expect(policy.allows(call("GET", "/images/search?term=blue-alice")))
        #expect(policy.allows(call("GET", "/images/search?term=red-alice")))
        #expect(policy.allows(call("GET", "/images/search?term=red-bob", user: "bob")))
        #expect(!policy.allows(call("GET", "/images/search?term=blue-bob", user: "bob")))
        #expect(!policy.allows(call("GET", "/images/search?term=red-carol", user: "carol")))
        #expect(!policy.allows(call("GET", "/images/search?term=-carol", user: "carol")))
    }

    @Test func certificateFields() throws {
        var certificate = CallerCertificate()
        certificate.add("team.a", to: .ou)
        certificate.add("", to: .ou)
        certificate.add("team-b", to: .ou)
        let policy = try policy(rule("{ query.term: '${cert.ou}/.*' }"))
        func allows(_ term: String) -> Bool {
            policy.allows(call("GET", "/images/search?term=\(term)", certificate: certificate))
        }
        #expect(allows("team.a/x"))
        #expect(allows("team-b/x"))
        #expect(!allows("teamxa/x"))
        #expect(!allows("/x"))
        #expect(!policy.allows(call("GET", "/images/search?term=/x")))
    }

    @Test func aValueIsCompiledOnce() throws {
        let policy = try policy(rule("{ path: ['/containers/${user}/json', '/images/${user}/json'] }"))
        for _ in 0..<3 {
            for user in ["alice", "bob"] { _ = policy.decide(call("GET", "/containers/\(user)/json", user: user)) }
        }
        _ = policy.decide(call("GET", "/images/bob/json", user: "bob"))
        #expect(policy.compiled.cache.count == 3)
    }

    @Test func theCacheIsBounded() throws {
        let policy = try policy(rule("{ path: '/containers/${user}' }"))
        let cache = policy.compiled.cache
        let template = PatternTemplate(
            number: 0,
            source: "",
            parts: [.variable(0)],
            variables: [Variable(name: "user", attribute: .call(.user), allowsSlash: false)],
            anchoring: .whole
        )
        for number in 0..<TemplateCache.limit + 10 { _ = cache.pattern(template, for: Array("u\(number)".utf8).span) }
        #expect(cache.count <= TemplateCache.limit)
        #expect(cache.pattern(template, for: Array("u1".utf8).span)?.source == "(?:u1)")
    }

    @Test(arguments: [
        ("${user}", ["user"]), ("a${user}b${group}", ["user", "group"]), (#"\${user}"#, []), (#"\\${user}"#, ["user"]),
        (#"\\\${user}"#, []), ("$${user}", ["user"]), ("[a]${user}", ["user"]), ("[]]${user}", ["user"]),
        ("[^]]${user}", ["user"]), ("[[:alpha:]]${user}", ["user"]), (#"[\]]${user}"#, ["user"]),
        ("[[x:]${user}", ["user"]), (#"\Qa[\E${user}"#, ["user"]), ("a{2}$", []), ("${2}", []), ("${}", []),
        ("${us er}", []), ("$", []), ("${", []),
        ("(?<n>a)${cert.cn}", ["cert.cn"]),
    ])
    func wherePatternsHaveVariables(pattern: String, names: [String]) {
        let references = TemplateScanner(pattern).references
        #expect(references.map(\.name) == names)
        #expect(references.allSatisfy { !$0.isMisplaced })
    }

    @Test(arguments: [
        "[${user}]", "[^${user}]", "[]${user}]", #"\Q${user}\E"#, #"\Q${user}"#, #"[\Q]${user}\E]"#, #"[\E]x${user}]"#,
        #"[\Q\E]x${user}]"#, #"[^\E]x${user}]"#, #"\c${user}"#, "[[:alpha:]${user}]", "[[:${user}]",
    ])
    func whereAVariableWouldBeTakenApartItIsRefused(pattern: String) {
        let found = diagnostics(rule("{ path: '\(pattern)' }"))
        #expect(found.contains { $0.kind == .misplacedVariable || $0.kind == .badPattern }, "\(found)")
    }
}
