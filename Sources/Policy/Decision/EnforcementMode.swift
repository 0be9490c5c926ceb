/// Whether a rule, a guard or a whole file has a say, or is only recorded.
public enum EnforcementMode: String, Sendable, CaseIterable {
    case enforce
    case monitor
}
