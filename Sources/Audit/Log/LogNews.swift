/// What becomes of a log beside its records.
public enum LogNews: Sendable, Equatable {
    /// From now on records can't be kept.
    case failing(AuditError)
    /// They can again; so many are missing.
    case recovered(lost: UInt64)
    /// The file was set aside under this name.
    case rotated(String)
    /// The file couldn't be set aside, or one that was couldn't be compressed or removed.
    case rotationFailed(AuditError)
    /// These files were removed, as the retention wants it.
    case retired([String])
}
