/// How much the audit log says of a call; each level says what the one before says, and more.
public enum AuditLevel: String, CaseIterable, Comparable, Sendable {
    /// Nothing, where the call is allowed and no rule or guard in monitor mode has found anything. All else is recorded.
    case none
    /// Who, what, when, and why it was decided so.
    case metadata
    /// The canonical body of the request, too, with its secrets replaced.
    case request
    /// The engine's answer, too, with its secrets replaced.
    case response

    public static func < (left: AuditLevel, right: AuditLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .none: 0
        case .metadata: 1
        case .request: 2
        case .response: 3
        }
    }
}
