/// What came of a condition, or of a rule's whole `match`.
public enum ConditionOutcome: String, Sendable {
    case holds
    case fails
    /// The caller has no value for a `${…}` in it: such a condition opens no allow rule.
    case undefined
    /// It could not be evaluated; the call is denied.
    case failed

    init(_ truth: Truth) {
        self =
            switch truth {
            case .yes: .holds
            case .no: .fails
            case .undefined: .undefined
            case .failed: .failed
            }
    }
}
