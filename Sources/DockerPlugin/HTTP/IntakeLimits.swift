import NIOCore

/// ``PluginServerLimits`` in the event loop's units.
struct IntakeLimits: Sendable {
    let bodyBytes: Int
    let smallBodyBytes: Int
    let requestTime: TimeAmount
    let idleTime: TimeAmount
    let answerTime: TimeAmount
    let writeTime: TimeAmount
    let lingerTime: TimeAmount

    init(_ limits: PluginServerLimits) {
        bodyBytes = max(limits.bodyBytes, 0)
        smallBodyBytes = max(limits.smallBodyBytes, 0)
        requestTime = Self.amount(limits.requestTime)
        idleTime = Self.amount(limits.idleTime)
        answerTime = Self.amount(limits.answerTime)
        writeTime = Self.amount(limits.writeTime)
        lingerTime = Self.amount(limits.lingerTime)
    }

    /// A year at most, so that adding it to a moment can't overflow.
    static func amount(_ duration: Duration) -> TimeAmount {
        TimeAmount(min(max(duration, .zero), .seconds(365 * 86_400)))
    }
}
