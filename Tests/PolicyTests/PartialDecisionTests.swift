import DockerAPI
import PCRE2
import Testing

@testable import Policy

/// Deciding while not everything is known.
struct PartialDecisionTests {
    private func partial(
        _ policy: Policy,
        _ call: APICall,
        _ unknowns: CallUnknowns,
        monitored: Bool = false
    ) -> PartialDecision {
        policy.decidePartially(
            call,
            unknowns,
            enforcesMonitored: monitored,
            explains: true,
            scratch: MatchScratch()
        )
    }

    private let create = call("POST", "/containers/create", body: "{}")
    private let open = CallUnknowns(attributes: [.body, .query, .uri, .header], facts: .all)

    @Test func whatIsKnownIsDecided() throws {
        let policy = try policy(rule("{ action: container\\.create }"))
        let decision = partial(policy, create, open)
        #expect(decision.outcome == .allow && decision.reason == .allowedByRule)
        #expect(decision.rules.map(\.id) == ["r"] && decision.open.isEmpty)
        let other = partial(policy, call("GET", "/info"), open)
        #expect(other.outcome == .deny && other.reason == .noRuleMatched)
    }

    @Test func whatIsLeftOfARuleIsTold() throws {
        let policy = try policy(
            """
            version: 1
            groups: { dev: [alice] }
            rules:
              - id: use
                effect: allow
                match: { group: dev }
              - id: images
                effect: deny
                match:
                  group: dev
                  any:
                    - { user: bob, uses.image: 'x' }
                    - { uses.image: { not: 'localhost:5000/.*' }, method: POST }
            """
        )
        let decision = partial(policy, create, open)
        #expect(decision.outcome == .depends && decision.reason == nil)
        #expect(decision.rules.map(\.id) == ["use"])
        let rule = try #require(decision.open.first)
        #expect(decision.open.count == 1 && rule.rule.id == "images")
        #expect(rule.conditions.map(\.text) == ["uses.image: { not: 'localhost:5000/.*' }"])
        #expect(rule.conditions.first?.place.line == 11)
    }

    @Test func anUnknownPathIsStillOfItsRoute() throws {
        let policy = try policy(rule("{ path: /containers/create }"))
        let endpoint = try #require(Catalogue.endpoints(for: "container.start").first)
        let unknowns = CallUnknowns(attributes: [.path, .uri, .target], route: .init(endpoint))
        #expect(partial(policy, call("POST", "/containers/x/start"), unknowns).outcome == .deny)
        let start = try PolicyTests.policy(rule("{ path: /containers/web/start }"))
        #expect(partial(start, call("POST", "/containers/x/start"), unknowns).outcome == .depends)
    }

    @Test func aFactThatIsHiddenIsThere() throws {
        let hidden = CallUnknowns(hiddenFacts: FactSet(.volumeOption))
        let exists = try policy(rule("{ uses.volume_option: { exists: true } }"))
        #expect(partial(exists, create, hidden).outcome == .allow)
        let value = try policy(rule("{ uses.volume_option: 'o=bind' }"))
        #expect(partial(value, create, hidden).outcome == .depends)
        let other = try policy(rule("{ uses.volume_option: { not: 'o=bind' } }"))
        #expect(partial(other, create, hidden).outcome == .depends)
    }

    @Test func groupsByCertificateAreOpenWhileItIs() throws {
        let text = rule("{ group: ops }", extra: "groups: { ops: ['cert.ou=X'], dev: [alice] }")
        let policy = try policy(text)
        let info = call("GET", "/info")
        #expect(partial(policy, info, .nothing).outcome == .deny)
        #expect(partial(policy, info, CallUnknowns(certificate: [.ou])).outcome == .depends)
        #expect(partial(policy, info, CallUnknowns(certificate: [.serial])).outcome == .deny)
        #expect(partial(policy, info, CallUnknowns(certificate: [.ou], statedGroups: ["ops"])).outcome == .allow)
        #expect(partial(policy, info, CallUnknowns(certificate: [.ou], statedGroups: ["dev"])).outcome == .deny)
    }

    @Test func anEmptyVariableOpensNothing() throws {
        let policy = try policy(rule("{ uses.host_mount: { all: '/home/${user}/.*' } }"))
        #expect(partial(policy, create, open).outcome == .depends)
        let local = call("POST", "/containers/create", user: "", body: "{}")
        #expect(partial(policy, local, open).outcome == .deny)
    }

    @Test func monitoredRulesCountWhenAsked() throws {
        let policy = try policy(
            """
            version: 1
            rules:
              - { id: all, effect: allow, match: { method: '.*' } }
              - { id: try, effect: deny, mode: monitor, match: { path: /info } }
            """
        )
        let info = call("GET", "/info")
        #expect(partial(policy, info, .nothing).outcome == .allow)
        #expect(partial(policy, info, .nothing, monitored: true).outcome == .deny)
    }

    @Test func setsOfTruthsAreAppliedOneByOne() {
        let all: [Truth] = [.no, .undefined, .failed, .yes]
        for one in all {
            for two in all {
                var (and, or) = (one, one)
                and.and(two)
                or.or(two)
                var (andSet, orSet) = (TruthSet(one), TruthSet(one))
                andSet.and(TruthSet(two))
                orSet.or(TruthSet(two))
                #expect(andSet == TruthSet(and) && orSet == TruthSet(or))
            }
            #expect(!TruthSet(one) == TruthSet(!one))
            var or = TruthSet.either
            or.or(TruthSet(one))
            #expect(or == (one == .yes ? .yes : [TruthSet(one), .yes]))
        }
    }
}
