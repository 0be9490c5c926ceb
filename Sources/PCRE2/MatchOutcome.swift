/// What came of matching one value.
public enum MatchOutcome: Sendable, Hashable {
    case match
    case noMatch
    /// Neither is known. A caller that decides about access has to deny.
    case failed(MatchFailure)
}
