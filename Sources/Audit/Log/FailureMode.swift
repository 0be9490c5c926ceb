/// What becomes of a call whose record can't be kept.
public enum FailureMode: String, Sendable, CaseIterable {
    /// It is denied.
    case deny
    /// It is answered as it was decided. What is missing is counted, and told by a `gap` record later on.
    case proceed = "continue"
}
