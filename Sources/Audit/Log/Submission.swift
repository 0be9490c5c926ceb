/// How far a record has come when whoever submitted it goes on.
public enum Submission: Sendable {
    /// As far as the log's durability asks.
    case kept
    /// It must be waited for before the call is answered.
    case pending(PendingRecord)
}
