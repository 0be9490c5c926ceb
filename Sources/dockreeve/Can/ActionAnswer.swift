import DockerAPI
import PCRE2
import Policy

/// Whether a caller may do an action: what the policy says about every call of it.
struct ActionAnswer {
    enum Verdict: String, CaseIterable {
        case always
        case conditions
        case never
    }

    let action: String
    private(set) var verdict = Verdict.never
    /// The rules that allow it in any case.
    private(set) var allowing: [RuleReference] = []
    /// The rules that deny it in any case.
    private(set) var denying: [RuleReference] = []
    /// The rules on which it depends, with what is left of them.
    private(set) var open: [PartialDecision.OpenRule] = []

    init(_ action: String, caller: Caller, policy: Policy, scratch: MatchScratch) {
        self.action = action
        var outcomes: [PartialDecision.Outcome] = []
        for endpoint in Catalogue.endpoints(for: action) {
            for method in Self.methods(of: endpoint) {
                let call = caller.call(method, endpoint)
                let decision = policy.decidePartially(
                    call.call,
                    call.unknowns,
                    explains: true,
                    scratch: scratch
                )
                outcomes.append(decision.outcome)
                take(decision)
            }
        }
        if outcomes.allSatisfy({ $0 == .allow }), !outcomes.isEmpty {
            verdict = .always
        } else {
            verdict = outcomes.allSatisfy { $0 == .deny } ? .never : .conditions
        }
        open.sort { ($0.rule.place, $0.rule.id) < ($1.rule.place, $1.rule.id) }
    }

    private mutating func take(_ decision: PartialDecision) {
        for rule in decision.rules {
            if rule.effect == .allow, !allowing.contains(rule) { allowing.append(rule) }
            if rule.effect == .deny, !denying.contains(rule) { denying.append(rule) }
        }
        for rule in decision.open
        where !open.contains(where: { $0.rule == rule.rule && $0.conditions == rule.conditions }) {
            open.append(rule)
        }
    }

    /// One method for each way that rules can tell calls apart by.
    private static func methods(of endpoint: Endpoint) -> [String] {
        let known: [(MethodSet, String)] = [
            (.get, "GET"), (.head, "HEAD"), (.post, "POST"), (.put, "PUT"), (.delete, "DELETE"), (.options, "OPTIONS"),
            (MethodSet(.other), "PATCH"),
        ]
        return known.filter { !endpoint.methods.isDisjoint(with: $0.0) }.map(\.1)
    }
}
