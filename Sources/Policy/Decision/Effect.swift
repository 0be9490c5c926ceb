/// What a rule does to a call that it matches.
public enum Effect: String, Sendable, CaseIterable {
    case allow
    case deny
}
