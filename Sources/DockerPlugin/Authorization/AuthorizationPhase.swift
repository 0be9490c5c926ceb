/// The two moments at which the daemon asks an authorization plugin.
public enum AuthorizationPhase: String, Sendable {
    /// Before a call runs.
    case request = "AuthZPlugin.AuthZReq"
    /// Before its answer leaves.
    case response = "AuthZPlugin.AuthZRes"
}
