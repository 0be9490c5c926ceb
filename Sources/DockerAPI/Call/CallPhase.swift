/// When dockerd asks: before a call runs (`AuthZPlugin.AuthZReq`) or before its answer leaves (`AuthZPlugin.AuthZRes`).
public enum CallPhase: String, Sendable {
    case request
    case response
}
