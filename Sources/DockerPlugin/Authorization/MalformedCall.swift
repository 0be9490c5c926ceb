import StrictJSON

/// A call that could not be understood, and so was refused.
public struct MalformedCall: Error, Sendable, Equatable {
    /// Stable names: they may be kept in records.
    public enum Reason: String, Sendable, CaseIterable {
        /// The daemon repeats a call whose connection broke, but without its body.
        case empty
        case notJSON = "not-json"
        case notObject = "not-object"
        case duplicateField = "duplicate-field"
        case missingField = "missing-field"
        case wrongType = "wrong-type"
        case badBase64 = "bad-base64"
        case badStatusCode = "bad-status-code"
        /// Over ``PluginServerLimits/bodyBytes``.
        case tooLarge = "too-large"
        /// Not whole within ``PluginServerLimits/requestTime``.
        case tooSlow = "too-slow"
        /// The connection ended, or stopped being HTTP, in the middle of the call.
        case brokenOff = "broken-off"
        /// Over ``PluginServerLimits/bodyBytesInFlight``, or too many calls unanswered.
        case overloaded
    }

    public let phase: AuthorizationPhase
    public let reason: Reason
    /// What is wrong, for a person: lower-case, names in back-ticks.
    public let message: String
    /// Offset into the call's body, in bytes.
    public let offset: Int?

    public init(phase: AuthorizationPhase, reason: Reason, message: String, offset: Int? = nil) {
        self.phase = phase
        self.reason = reason
        self.message = message
        self.offset = offset
    }
}

extension MalformedCall: CustomStringConvertible {
    public var description: String {
        guard let offset else { return message }
        return "\(message), at byte \(offset)"
    }
}
