import DockerAPI
import Policy
import StrictJSON

/// The fields of a record as values; made when asked for.
extension RecordedDecision {
    public var user: String { text(.user) }
    public var action: String { text(.action) }
    public var method: String { text(.method) }
    /// In canonical form.
    public var uri: String { text(.uri) }
    public var id: String { text(.id) }
    public var reason: Reason { Reason(rawValue: text(.reason)) }
    /// The ids of the rules that decided.
    public var rules: [String] { index(.rules).map(texts) ?? [] }
    public var sequence: UInt64? { token(.sequence).flatMap { UInt64(text($0)) } }

    /// The guard that denied the call, if it was one.
    public var denyingGuard: Guard? { isAllowed ? nil : Guard(rawValue: text(.reason)) }

    /// The guards that found something, denying or not.
    public var foundGuards: [Guard] {
        guard let index = index(.findings) else { return [] }
        var guards: [Guard] = []
        for text in texts(index) {
            // A finding is written `malformed-uri: what was seen, at byte 5`.
            guard let found = Guard(rawValue: String(text.prefix { $0 != ":" })), !guards.contains(found) else {
                continue
            }
            guards.append(found)
        }
        return guards
    }

    /// What monitored rules and guards would have come to; nothing where none of them found anything.
    public var would: Would? {
        guard let index = index(.would) else { return nil }
        var would = Would()
        if let decision = member("decision", of: index) {
            would.isAllowed = JSONString.equals(bytes.span, tokens.tokens[decision], "allow")
        }
        would.denying = member("deny", of: index).map(texts) ?? []
        would.allowing = member("allow", of: index).map(texts) ?? []
        would.guards = member("guards", of: index).map(texts) ?? []
        return would
    }

    /// What would have been decided with everything in monitor mode enforced, and by what.
    public struct Would: Sendable, Equatable {
        public var isAllowed = false
        /// Ids of rules.
        public var denying: [String] = []
        public var allowing: [String] = []
        /// Reason codes of guards.
        public var guards: [String] = []
    }
}
