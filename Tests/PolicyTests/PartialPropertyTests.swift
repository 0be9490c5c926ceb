import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// Whatever the unknown attributes turn out to be, deciding comes to the same as an outcome that doesn't depend on them.
struct PartialPropertyTests {
    /// The parts of a call, to be changed one by one.
    private struct Parts {
        var user: String
        var ou: [String]
        var route: Int
        var target: String
        var name: String
        var image: String
        var env: String
        var memory: String
        var privileged: Bool
        var header: String

        init(_ generator: inout PolicyGenerator) {
            user = generator.pick(["alice", "bob", "carol", "", ".*"])
            ou = generator.pick([[], ["X"], ["X", "Y"], ["Y"]])
            route = Int(generator.random.next() % 4)
            target = generator.pick(["alice", "web", "x"])
            name = generator.pick(["web", "alice", "bob-1", ".*", "dev"])
            image = generator.pick(["nginx", "alice/x", "busybox"])
            env = generator.pick(["", "\"A=1\"", "\"A=1\",\"B=2\"", "\"b\""])
            memory = generator.pick(["0", "1048576", "99999999999"])
            privileged = generator.chance(30)
            header = generator.pick(["a", "b"])
        }

        var call: APICall {
            var certificate = CallerCertificate()
            for unit in ou { certificate.add(unit, to: .ou) }
            let headers = [("X-Test", header)]
            let (method, uri, body): (String, String, String?) =
                switch route {
                case 0: ("GET", "/info", nil)
                case 1: ("GET", "/containers/\(target)/json?name=\(name)", nil)
                case 2: ("POST", "/containers/\(target)/start?name=\(name)", nil)
                default:
                    (
                        "POST", "/containers/create?name=\(name)",
                        """
                        {"Image":"\(image)","Env":[\(env)],"HostConfig":{"Memory":\(memory),"Privileged":\(privileged)}}
                        """
                    )
                }
            return PolicyTests.call(
                method,
                uri,
                user: user,
                body: body,
                headers: headers,
                certificate: user.isEmpty ? nil : certificate
            )
        }
    }

    /// Forgets some attributes of a call.
    private struct Blank {
        var forgets: Set<String> = []
        let hidesFacts: Bool

        init(_ generator: inout PolicyGenerator) {
            for part in ["user", "certificate", "target", "query", "body", "header"] where generator.chance(40) {
                forgets.insert(part)
            }
            hidesFacts = generator.chance(30)
        }

        func unknowns(_ call: APICall) -> CallUnknowns {
            var unknowns = CallUnknowns()
            if forgets.contains("user") { unknowns.attributes.formUnion([.user, .authentication]) }
            if forgets.contains("user") || forgets.contains("certificate") { unknowns.certificate = [.ou, .cn] }
            if forgets.contains("target") {
                unknowns.attributes.formUnion([.path, .uri, .target])
                unknowns.route = Catalogue.endpoints(for: call.action).first.map { .init($0) }
            }
            if forgets.contains("query") { unknowns.attributes.formUnion([.query, .uri, .target]) }
            if forgets.contains("header") { unknowns.attributes.insert(.header) }
            if forgets.contains("body") {
                unknowns.attributes.insert(.body)
                unknowns.facts = call.possibleFacts
                if hidesFacts, call.action == "container.create" {
                    // An image is always there in this world.
                    unknowns.facts.remove(FactSet(.image))
                    unknowns.hiddenFacts = FactSet(.image)
                }
            }
            return unknowns
        }

        /// Another call that looks the same where nothing was forgotten.
        func completion(_ parts: Parts, _ generator: inout PolicyGenerator) -> Parts {
            let other = Parts(&generator)
            var parts = parts
            if forgets.contains("user") { parts.user = other.user }
            if forgets.contains("user") || forgets.contains("certificate") { parts.ou = other.ou }
            if forgets.contains("target") { parts.target = other.target }
            if forgets.contains("query") { parts.name = other.name }
            if forgets.contains("header") { parts.header = other.header }
            if forgets.contains("body") {
                (parts.image, parts.env, parts.memory) = (other.image, other.env, other.memory)
                parts.privileged = other.privileged
            }
            return parts
        }
    }

    private func rule(_ id: String, _ generator: inout PolicyGenerator) -> String {
        guard generator.chance(40) else { return generator.rule(id) }
        let condition = generator.pick([
            "uses.privileged: 'true'", "uses.privileged: { exists: false }", "uses.image: { not: '.*nginx.*' }",
            "uses.image: { all: '.*/${user}/.*' }", "uses.memory: { max: 2m }", "header.x-test: a",
            "cert.ou: [X, '${user}']", "not: { group: team.x }", "group: { none: 'd.*' }", "uses.env: { exists: true }",
            "any: [ { uses.privileged: 'true' }, { method: GET } ]", "not: { uses.image: '${cert.ou}' }",
            "target: { not: web }", "uses.image: { exists: true }",
        ])
        let effect = generator.pick(["allow", "allow", "deny"])
        return "  - { id: \(id), effect: \(effect), match: { \(condition) } }"
    }

    @Test func aCertainOutcomeHoldsForEveryCompletion() throws {
        var generator = PolicyGenerator(seed: 41)
        var outcomes: [PartialDecision.Outcome: Int] = [:]
        var reasons = 0
        for number in 0..<150 {
            let rules = (0..<Int(1 + generator.random.next() % 6)).map { rule("r\($0)", &generator) }
            let policy = try policy(generator.files([rules], default: number % 5 == 0 ? "allow" : "deny"))
            for _ in 0..<12 {
                let parts = Parts(&generator)
                let blank = Blank(&generator)
                let call = parts.call
                let unknowns = blank.unknowns(call)
                let partial = policy.decidePartially(call, unknowns, explains: true, scratch: MatchScratch())
                outcomes[partial.outcome, default: 0] += 1
                #expect((partial.outcome == .depends) == !partial.open.isEmpty)
                for _ in 0..<8 {
                    let completed = blank.completion(parts, &generator).call
                    guard completed.findings.isEmpty else { continue }
                    let full = policy.decide(completed)
                    guard partial.outcome != .depends, full.reason != .evaluationError else { continue }
                    #expect(full.allowed == (partial.outcome == .allow), "\(rules) \(blank.forgets) \(completed.uri)")
                    if let reason = partial.reason {
                        reasons += 1
                        #expect(full.reason == reason, "\(rules) \(blank.forgets)")
                    }
                    #expect(Set(partial.rules.map(\.id)).isSubset(of: full.ruleIDs), "\(rules) \(blank.forgets)")
                }
            }
        }
        // The world is one where all of them happen often, so something was tested.
        #expect(PartialDecision.Outcome.allCases.allSatisfy { outcomes[$0, default: 0] > 100 }, "\(outcomes)")
        #expect(reasons > 1000)
    }

    /// Where nothing is unknown, it is deciding.
    @Test func withEverythingKnownItIsTheDecision() throws {
        var generator = PolicyGenerator(seed: 42)
        for _ in 0..<100 {
            let policy = try policy(generator.files([(0..<6).map { rule("r\($0)", &generator) }]))
            for _ in 0..<20 {
                let call = generator.call()
                guard call.findings.isEmpty else { continue }
                let full = policy.decide(call)
                let partial = policy.decidePartially(call, .nothing, scratch: MatchScratch())
                #expect(partial.outcome == (full.allowed ? .allow : .deny))
                #expect(partial.reason == full.reason)
                #expect(partial.rules.map(\.id) == full.ruleIDs)
            }
        }
    }

    /// What depends can come out both ways, at least somewhere: the outcome isn't `depends` out of caution alone.
    @Test func mostOfWhatDependsComesOutBothWays() throws {
        var generator = PolicyGenerator(seed: 43)
        var both = 0
        var depending = 0
        for _ in 0..<60 {
            let policy = try policy(generator.files([[rule("a", &generator), rule("b", &generator)]]))
            for _ in 0..<10 {
                let parts = Parts(&generator)
                let blank = Blank(&generator)
                let partial = policy.decidePartially(parts.call, blank.unknowns(parts.call), scratch: MatchScratch())
                guard partial.outcome == .depends else { continue }
                depending += 1
                let answers = (0..<60).map { _ in policy.allows(blank.completion(parts, &generator).call) }
                if answers.contains(true), answers.contains(false) { both += 1 }
            }
        }
        #expect(depending > 50 && both * 3 > depending, "\(both) of \(depending)")
    }
}
