import DockerAPI

/// The sentence that dockerd hands to the client of a denied call.
public enum DenialMessage {
    /// The longest sentence, in characters; the ids after it come on top.
    static let limit = 600
    /// More deciding rules than this are only counted.
    static let shownRules = 3

    /// `Privileged containers can take over this host. [host.privileged, 7f3a…]`: the decision's message, then the
    /// rules that decided (or the reason code where none did) and the decision's id, which the audit log has too.
    public static func text(for decision: Decision, id: String) -> String {
        let sentence = decision.message ?? "the call is denied"
        var names = decision.rules.prefix(shownRules).map(\.id)
        if decision.rules.count > shownRules { names.append("\(decision.rules.count - shownRules) more") }
        if decision.rules.isEmpty || decision.reason == .evaluationError {
            names.insert(decision.reason.rawValue, at: 0)
        }
        if !id.isEmpty { names.append(SafeText.inline(id, maximum: 64)) }
        return "\(sentence) [\(names.joined(separator: ", "))]"
    }

    /// What is told about a denial by the rules, or by the lack of one.
    static func sentence(
        for decision: Decision,
        _ call: APICall,
        _ groups: GroupTable,
        _ membership: GroupSet
    ) -> String {
        let call = (what: description(of: call), who: caller(of: call), call: call)
        switch decision.reason {
        case .deniedByRule:
            for rule in decision.rules {
                guard let message = rule.identity.message else { continue }
                return message.text(for: call.call, groups: groups, membership: membership)
            }
            return "\(call.what) is denied for \(call.who)"
        case .evaluationError:
            let code = decision.failures.first?.code ?? "other"
            return "\(call.what) could not be checked (\(code)); the administrator finds the rule in the audit log"
        default:
            return "no rule allows \(call.what) for \(call.who)"
        }
    }

    private static func description(of call: APICall) -> String {
        var text = ""
        call.forEachValue(of: .method) { value in
            text += SafeText.inline(value, maximum: 16)
            return false
        }
        call.forEachValue(of: .path) { value in
            text += " " + SafeText.inline(value)
            return false
        }
        return text
    }

    private static func caller(of call: APICall) -> String {
        var name = ""
        var isAuthenticated = false
        call.forEachValue(of: .user) { value in
            name = SafeText.inline(value, maximum: 80)
            return false
        }
        call.forEachValue(of: .authentication) { value in
            isAuthenticated = !value.isEmpty
            return false
        }
        if !name.isEmpty { return "user `\(name)`" }
        return isAuthenticated ? "a caller whose certificate has no name" : "callers without a name (the local socket)"
    }
}
