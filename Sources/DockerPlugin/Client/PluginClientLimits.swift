/// What a plugin can make its caller hold, and how long.
public struct PluginClientLimits: Sendable, Equatable {
    public var connectTime: Duration = .seconds(5)
    /// From the call to the last byte of its answer. The daemon waits for ever, or minutes.
    public var answerTime: Duration = .seconds(30)
    /// Of an answer's body, in bytes.
    public var answerBytes = 4 * 1024 * 1024

    public init() {}
}
